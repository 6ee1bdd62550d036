import SutureJSON

/// What a report takes into account, so that it can be checked later.
enum ReportHeading {
    static func of(_ report: JSONView) -> String {
        let day = report["asOf"]?.string.map { "as of \($0), " } ?? ""
        let position = "known at position \(CellText.of(report["position"]))"
        let rule = "counting rule \(CellText.of(report["countingRule"]))"
        return "\(day)\(position), \(rule), hash \(CellText.of(report["hash"]))"
    }
}
