import SutureJSON

/// Tells the events of one record one after another, and what each of them changed.
///
///     2022-03-14  device.stage-changed  version 4 at position 812, recorded 2022-03-20T… by anna
///         stage: prototype → investigational
///         why: the type test was passed
///
/// What was voided says so behind its first line, and is struck out on a terminal.
struct HistoryText {
    /// Why events were voided, by the position of the event that did.
    private let reasons: [Int64: String]
    private let isTerminal: Bool
    /// What the fields held last, by their names.
    private var latest: [String: JSONValue] = [:]

    /// - Parameter events: all that will be told.
    init(_ events: [JSONView] = [], isTerminal: Bool = false) {
        self.isTerminal = isTerminal
        reasons = events.reduce(into: [:]) { reasons, event in
            guard let position = event["position"]?.int64 else { return }
            reasons[position] = event["metadata"]?["reason"]?.string
        }
    }

    /// - Parameter event: the one after those that were told before.
    mutating func text(of event: JSONView) -> String {
        let type = event["type"]?.string ?? ""
        let metadata = event["metadata"]
        let occurredOn = event["occurredOn"]?.string ?? ""
        let voidedBy = event["voidedBy"]?.int64
        var lines = [
            "\(occurredOn)  \(type)  version \(CellText.of(event["version"])) at position "
                + "\(CellText.of(event["position"])), recorded \(CellText.of(event["recordedAt"]))"
                + HistoryText.actor(metadata) + (voidedBy.map { " (voided by \($0)\(reason(of: $0)))" } ?? "")
        ]
        for member in event["data"]?.members.map({ $0 }) ?? [] {
            let value = JSONValue(member.value)
            if value == [] { continue }
            let old = HistoryText.replaces(type) ? latest[member.key].map { "\(CellText.of($0)) → " } : nil
            lines.append("    \(member.key): \(old ?? "")\(CellText.of(value))")
            if voidedBy == nil { latest[member.key] = value }
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

    /// Events that are named for a change put new values in the place of old ones; the others add to them.
    private static func replaces(_ type: String) -> Bool {
        ["changed", "renamed", "renewed", "revised"].contains { type.hasSuffix($0) }
    }

    private static func actor(_ metadata: JSONView?) -> String {
        guard let actor = metadata?["actor"] else { return "" }
        let name = actor["user"]?.string ?? actor["uid"].map { "uid \(CellText.of($0))" } ?? ""
        let other = actor["onBehalfOf"]?.string.map { " for \($0)" } ?? ""
        return name.isEmpty ? "" : " by \(name)\(other)"
    }
}
