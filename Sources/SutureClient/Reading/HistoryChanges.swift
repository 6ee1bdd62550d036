import SutureDomain
import SutureJSON

/// What each event of one record changed, told one event after another: its fields, with what they held before where the
/// event puts new values in the place of old ones.
struct HistoryChanges {
    struct Change: Equatable {
        let field: String
        /// `nil` where there was nothing, or where the event adds and does not replace.
        let old: JSONValue?
        let new: JSONValue
    }

    /// Something that a record has several of, known by an id of its own (a milestone, a line of a fund); or, without an
    /// id, the record itself.
    private struct Part: Hashable {
        var name: String?
        var id: String?
    }

    /// What the fields held last.
    private var latest: [Part: [String: JSONValue]] = [:]

    /// - Parameter event: the one after those that were told before.
    mutating func changes(of event: JSONView) -> [Change] {
        let type = event["type"]?.string ?? ""
        let data = event["data"].map { JSONObject($0) } ?? [:]
        let part = HistoryChanges.part(of: type, data)
        let replaces = HistoryChanges.replaces(type)
        let changes = data.filter { $0.value != [] }.map { member in
            let old = replaces ? latest[part]?[member.key] : nil
            return Change(field: member.key, old: old == member.value ? nil : old, new: member.value)
        }
        // What was voided holds no longer, so nothing is put in its place.
        if event["voidedBy"]?.int64 == nil {
            for change in changes { latest[part, default: [:]][change.field] = change.new }
        }
        return changes
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
