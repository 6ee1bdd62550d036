import SutureJSON

/// A trace as a tree, a line for each node.
///
///     project/PR-1  Needles for deep wounds  (running, 2019-06)
///       device/D-1  Needle 3/8  (investigational)
///         trial/T-1  Deep wounds  (running, 2021-03-01)  ◀
///           3 × outcome success
enum TraceText {
    /// What is deeper is not indented further.
    private static let depthShownMax: Int64 = 64

    static func of(_ nodes: [JSONView]) -> String {
        nodes.map { node in
            let depth = Int(min(max(node["depth"]?.int64 ?? 0, 0), depthShownMax))
            let indentation = String(repeating: "  ", count: depth)
            return indentation + Table.printable(line(of: node)) + "\n"
        }.joined()
    }

    private static func line(of node: JSONView) -> String {
        let facts = ["status", "happenedOn"].map { CellText.of(node[$0]) }.filter { !$0.isEmpty }
        var parts = [head(of: node)]
        if !facts.isEmpty { parts.append("(\(facts.joined(separator: ", ")))") }
        if node["repeated"]?.bool == true { parts.append("(see above)") }
        if let omitted = node["omitted"]?.int64 { parts.append("(\(omitted) more below it)") }
        if node["asked"]?.bool == true { parts.append("◀") }
        return parts.joined(separator: "  ")
    }

    private static func head(of node: JSONView) -> String {
        let label = CellText.of(node["label"])
        if let record = node["record"]?.string { return record == label ? record : "\(record)  \(label)" }
        let count = node["count"]?.int64.map { "\($0) × " } ?? ""
        return ["\(count)\(CellText.of(node["kind"]))", label].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
