import SutureDomain
import SutureJSON
import SutureLog

/// The records of the kinds whose ids are assigned, by what was said of them when they began.
///
/// All of a kind are gone through once, when first asked for. Of what is personal only a hash is kept.
struct BegunRecords {
    private static let byteCountPerRecord = 64

    private var positions: [EventType: [Int: [Position]]] = [:]
    private(set) var byteCount = 0

    /// A record that began with the same, as an event that `isTaken` does not know.
    mutating func find(
        _ proposal: Proposal, in store: RecordStore, _ likeness: Likeness, isTaken: (Position) -> Bool
    ) throws -> RecordedEvent? {
        guard let creation = type(of: proposal.command) as? any Event.Type else { return nil }
        let positions = try self.positions[creation.type] ?? all(creation.type, in: store, likeness)
        self.positions[creation.type] = positions
        let content = JSONValue(try JSONDocument(parsing: proposal.fields).root).bytes.hashValue
        for position in positions[content] ?? [] where !isTaken(position) {
            let event = try store.event(at: position)
            if try likeness.differences(proposal, from: event).isEmpty { return event }
        }
        return nil
    }

    private mutating func all(
        _ creation: EventType, in store: RecordStore, _ likeness: Likeness
    ) throws -> [Int: [Position]] {
        var all: [Int: [Position]] = [:]
        var last: StreamName?
        while true {
            let page = try store.records(ofKind: String(creation.kind), after: last)
            guard let end = page.last else { return all }
            last = end
            for record in page {
                guard let event = try store.creation(of: record, by: creation),
                    let fields = try likeness.plainFields(of: event)
                else { continue }
                all[fields.bytes.hashValue, default: []].append(event.position)
                byteCount += BegunRecords.byteCountPerRecord
            }
        }
    }
}
