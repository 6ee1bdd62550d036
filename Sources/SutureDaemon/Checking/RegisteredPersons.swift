import SutureDomain
import SutureJSON
import SutureLog

/// The persons who are registered, by what was said of them then: finds those whom a command would register again.
///
/// All are gone through once, when it is first asked for, and each answers once. Of what is personal only a hash stays in memory.
struct RegisteredPersons {
    private static let byteCountPerPerson = 64

    private var positions: [Int: [Position]]?
    private(set) var byteCount = 0

    /// A registration that says the same and that `isTaken` does not know.
    mutating func find(
        _ proposal: Proposal, in store: RecordStore, _ likeness: Likeness, isTaken: (Position) -> Bool
    ) throws -> RecordedEvent? {
        let positions = try self.positions ?? all(in: store, likeness)
        self.positions = positions
        let content = JSONValue(try JSONDocument(parsing: proposal.fields).root).bytes.hashValue
        for position in positions[content] ?? [] where !isTaken(position) {
            let event = try store.event(at: position)
            if try likeness.differences(proposal, from: event).isEmpty { return event }
        }
        return nil
    }

    private mutating func all(in store: RecordStore, _ likeness: Likeness) throws -> [Int: [Position]] {
        var all: [Int: [Position]] = [:]
        var last: StreamName?
        while true {
            let page = try store.persons(after: last)
            guard let end = page.last else { return all }
            last = end
            for person in page {
                guard let event = try store.creation(of: person, by: Person.Registered.type),
                    let fields = try likeness.plainFields(of: event)
                else { continue }
                all[fields.bytes.hashValue, default: []].append(event.position)
                byteCount += RegisteredPersons.byteCountPerPerson
            }
        }
    }
}
