import SutureJSON

/// Tells the events of one record one after another, and what each of them changed.
///
///     2022-03-14  device.stage-changed  version 4 at position 812, recorded 2022-03-20T… by anna
///         stage: prototype → investigational
///         why: the type test was passed
struct HistoryText {
    /// What the daemon shows in place of the data of an erased person.
    private static let erased: JSONValue = "[erased]"

    /// When the data of the person were erased and on what ground, if this is a person and they were.
    let erasure: String?
    private var story = HistoryChanges()

    init(erasure: String? = nil) { self.erasure = erasure }

    /// When the data were erased and on what ground, if one of the events says so.
    static func erasure(in page: JSONView) -> String? {
        page["events"]?.elements.first { $0["type"]?.string == "person.erased" }.map {
            "\(CellText.of($0["occurredOn"])): \(CellText.of($0["data"]?["legalGround"]))"
        }
    }

    /// - Parameter event: the one after those that were told before.
    mutating func text(of event: JSONView) -> String {
        let type = event["type"]?.string ?? ""
        let metadata = event["metadata"]
        let occurredOn = event["occurredOn"]?.string ?? ""
        var lines = [
            "\(occurredOn)  \(type)  version \(CellText.of(event["version"])) at position "
                + "\(CellText.of(event["position"])), recorded \(CellText.of(event["recordedAt"]))"
                + HistoryText.actor(metadata)
        ]
        for change in story.changes(of: event) {
            let old = change.old.map { "\(CellText.of($0)) → " } ?? ""
            let why = change.new == HistoryText.erased ? erasure.map { " (\($0))" } ?? "" : ""
            lines.append("    \(change.field): \(old)\(CellText.of(change.new))\(why)")
        }
        if let reason = metadata?["reason"]?.string { lines.append("    why: \(reason)") }
        if let sources = metadata?["sources"] { lines.append("    known from: \(CellText.of(sources))") }
        if let voidedBy = event["voidedBy"]?.int64 { lines.append("    voided at position \(voidedBy)") }
        return lines.map { Table.printable($0) + "\n" }.joined()
    }

    private static func actor(_ metadata: JSONView?) -> String {
        guard let actor = metadata?["actor"] else { return "" }
        let name = actor["user"]?.string ?? actor["uid"].map { "uid \(CellText.of($0))" } ?? ""
        let other = actor["onBehalfOf"]?.string.map { " for \($0)" } ?? ""
        return name.isEmpty ? "" : " by \(name)\(other)"
    }
}
