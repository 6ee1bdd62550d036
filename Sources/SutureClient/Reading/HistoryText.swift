import SutureJSON
import SutureReports

/// Tells the events of one record, and what each of them changed.
///
///     2022-03-14  device.stage-changed  version 4 at position 812, recorded 2022-03-20T… by anna
///         stage: prototype → investigational
///         why: the type test was passed
///
/// What was voided says so behind its first line, and is struck out on a terminal.
struct HistoryText {
    /// What the daemon shows in place of the data of an erased person.
    private static let erased: JSONValue = "[erased]"

    /// When the data of the person were erased and on what ground, if this is a person and they were.
    private let erasure: String?
    /// Why events were voided, by the position of the event that did.
    private let reasons: [Int64: String]
    private let isTerminal: Bool
    private let changes: HistoryChanges

    /// - Parameter events: all that will be told.
    init(_ events: [JSONView], isTerminal: Bool = false) {
        self.isTerminal = isTerminal
        changes = HistoryChanges(events)
        erasure = events.first { $0["type"]?.string == "person.erased" }.map {
            "\(CellText.of($0["occurredOn"])): \(CellText.of($0["data"]?["legalGround"]))"
        }
        reasons = events.reduce(into: [:]) { reasons, event in
            guard let position = event["position"]?.int64 else { return }
            reasons[position] = event["metadata"]?["reason"]?.string
        }
    }

    /// - Parameter event: one of those that are told.
    func text(of event: JSONView) -> String {
        let type = event["type"]?.string ?? ""
        let metadata = event["metadata"]
        let occurredOn = event["occurredOn"]?.string ?? ""
        let voidedBy = event["voidedBy"]?.int64
        var lines = [
            "\(occurredOn)  \(type)  version \(CellText.of(event["version"])) at position "
                + "\(CellText.of(event["position"])), recorded \(CellText.of(event["recordedAt"]))"
                + HistoryText.actor(metadata) + (voidedBy.map { " (voided by \($0)\(reason(of: $0)))" } ?? "")
        ]
        for change in changes.changes(of: event) {
            let old = change.old.map { "\(CellText.of($0)) → " } ?? ""
            let why = change.new == HistoryText.erased ? erasure.map { " (\($0))" } ?? "" : ""
            lines.append("    \(change.field): \(old)\(CellText.of(change.new))\(why)")
        }
        if let reason = metadata?["reason"]?.string { lines.append("    why: \(reason)") }
        if let sources = metadata?["sources"] { lines.append("    known from: \(CellText.of(sources))") }
        return lines.map { line in
            let line = Table.printable(line)
            return (voidedBy != nil && isTerminal ? HistoryText.struckOut(line) : line) + "\n"
        }.joined()
    }

    private func reason(of void: Int64) -> String { reasons[void].map { ": \($0)" } ?? "" }

    /// The words of a line, not the space before them.
    private static func struckOut(_ line: String) -> String {
        let indent = line.prefix { $0 == " " }
        return "\(indent)\u{1B}[9m\(line.dropFirst(indent.count))\u{1B}[29m"
    }

    private static func actor(_ metadata: JSONView?) -> String {
        guard let actor = metadata?["actor"] else { return "" }
        let name = actor["user"]?.string ?? actor["uid"].map { "uid \(CellText.of($0))" } ?? ""
        let other = actor["onBehalfOf"]?.string.map { " for \($0)" } ?? ""
        return name.isEmpty ? "" : " by \(name)\(other)"
    }
}
