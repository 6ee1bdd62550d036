import SutureDomain
package import SutureJSON

/// What each event of one record changed: its fields, with what they held before where the event puts new
/// values in the place of old ones.
package struct HistoryChanges {
    package struct Change: Equatable {
        package let field: String
        /// `nil` where there was nothing, or where the event adds and does not replace.
        package let old: JSONValue?
        package let new: JSONValue
    }

    /// Something that a record has several of, known by an id of its own (a milestone, a line of a fund); or,
    /// without an id, the record itself.
    private struct Part: Hashable {
        var name: String?
        var id: String?
    }

    private let changesByPosition: [Int64: [Change]]

    /// - Parameter events: all that are told of the record, in the log's order.
    package init(_ events: [JSONView]) {
        // What attachments and the like are called is no name of the record: only what it began with, and
        // what was put in place of that, is replaced.
        let creation = events.first { $0["version"]?.int64 == 1 }?["type"]?.string
        var latest: [Part: [String: JSONValue]] = [:]
        var changesByPosition: [Int64: [Change]] = [:]
        for event in HistoryChanges.asTheyCount(events) {
            let type = event["type"]?.string ?? ""
            let data = event["data"].map { JSONObject($0) } ?? [:]
            let part = HistoryChanges.part(of: type, data)
            let replaces = HistoryChanges.replaces(type)
            let changes = data.filter { $0.value != [] }.map { member in
                let old = replaces ? latest[part]?[member.key] : nil
                return Change(field: member.key, old: old == member.value ? nil : old, new: member.value)
            }
            if let position = event["position"]?.int64 { changesByPosition[position] = changes }
            // What was voided holds no longer, so nothing is put in its place.
            if (replaces || type == creation) && event["voidedBy"]?.int64 == nil {
                for change in changes { latest[part, default: [:]][change.field] = change.new }
            }
        }
        self.changesByPosition = changesByPosition
    }

    /// - Parameter event: one of those that are told.
    package func changes(of event: JSONView) -> [Change] {
        event["position"]?.int64.flatMap { changesByPosition[$0] } ?? []
    }

    /// What corrects an event stands behind it, for it counts in its place.
    private static func asTheyCount(_ events: [JSONView]) -> [JSONView] {
        var slots: [Int64: Int64] = [:]
        for event in events {
            guard let position = event["data"]?["position"]?.int64,
                let replacement = event["data"]?["replacedBy"]?.int64
            else { continue }
            slots[replacement] = slots[position] ?? position
        }
        return events.enumerated().map { index, event in
            let position = event["position"]?.int64 ?? 0
            return (slot: slots[position] ?? position, index: index, event: event)
        }
        .sorted { ($0.slot, $0.index) < ($1.slot, $1.index) }.map(\.event)
    }

    /// Events that are named for a change put new values in the place of old ones; the others add to them.
    private static func replaces(_ type: String) -> Bool {
        ["changed", "renamed", "renewed", "revised", "progressed", "-set"].contains { type.hasSuffix($0) }
    }

    /// An event that begins with an id within the record is about what has that id.
    private static func part(of type: String, _ data: JSONObject) -> Part {
        guard let event = Catalogue.event(EventType(type)), let first = fields(of: event).first,
            first.shape == .localID
        else { return Part() }
        return Part(name: first.name, id: data[first.name]?.string)
    }
}
