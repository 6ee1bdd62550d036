import SutureDomain
import SutureLog

/// The events of records that count today, by what they say: finds those that a command would say again.
///
/// A record is gone through once, when it is first asked for. Each event answers once, so that of two equal
/// rows the second is not taken for the same event.
struct RecordedFacts {
    private struct Facts {
        /// Of events without personal data, by a hash of their data.
        var byData: [Int: [Position]] = [:]
        /// Of the others.
        var personal: [Position] = []
    }

    /// What one event takes here, about.
    private static let byteCountPerEvent = 64

    private var factsByStream: [StreamName: [EventType: Facts]] = [:]
    private var taken: Set<Position> = []
    /// Those that only look like a command.
    private var alike: Set<Position> = []
    /// Those of which it is known that a sheet has not recorded them, by how its ids begin.
    private var foreign: [String: Set<Position>] = [:]
    private var begun = BegunRecords()
    private var eventByteCount = 0

    var byteCount: Int { eventByteCount + begun.byteCount }

    /// The event is taken: it stands for the command that it was asked for.
    mutating func take(_ position: Position) { taken.insert(position) }

    func isTaken(_ position: Position) -> Bool { taken.contains(position) }

    /// The records that were gone through.
    var streams: [StreamName] { Array(factsByStream.keys) }

    /// What says the same as a command.
    enum Match {
        /// The command's own sheet has said it.
        case row(SheetRow)
        case other(RecordedEvent)
    }

    /// An event of the record that says the same and has not answered yet; it has then.
    /// - Parameter prefix: how the ids of the command's sheet begin, whose rows come before all others.
    mutating func take(
        alike proposal: Proposal, of stream: StreamName, ofSheet prefix: String?, in store: RecordStore,
        _ likeness: Likeness
    ) throws -> Match? {
        guard let type = (type(of: proposal.command) as? any Event.Type)?.type,
            let facts = try facts(of: stream, in: store)[type]
        else { return nil }
        let candidates = proposal.data.map { facts.byData[$0.hashValue] ?? [] } ?? facts.personal
        var other: RecordedEvent?
        for position in candidates where !taken.contains(position) && !alike.contains(position) {
            if other != nil, foreign[prefix ?? ""]?.contains(position) == true { continue }
            let event = try store.event(at: position)
            guard try likeness.differences(proposal, from: event).isEmpty else { continue }
            guard let prefix else {
                other = event
                break
            }
            if let row = try SheetRow(event, ofSheet: prefix, in: store) {
                taken.insert(position)
                return .row(row)
            }
            foreign[prefix, default: []].insert(position)
            other = other ?? event
        }
        guard let other else { return nil }
        alike.insert(other.position)
        return .other(other)
    }

    /// The same of what began a record, where the id would be assigned.
    mutating func take(
        alike creation: Proposal, in store: RecordStore, _ likeness: Likeness
    ) throws -> RecordedEvent? {
        let event = try begun.find(creation, in: store, likeness) {
            taken.contains($0) || alike.contains($0)
        }
        if let event { alike.insert(event.position) }
        return event
    }

    private mutating func facts(
        of stream: StreamName, in store: RecordStore
    ) throws -> [EventType: Facts] {
        if let known = factsByStream[stream] { return known }
        var facts: [EventType: Facts] = [:]
        for event in try store.standingEvents(of: stream) {
            let data = try Likeness.data(of: event)
            // Only what is sealed begins with this: in a text that looks so the quotes are escaped.
            if data.withUnsafeBytes({ $0.contains(Array(#":{"sealed":"#.utf8)) }) {
                facts[event.type, default: Facts()].personal.append(event.position)
            } else {
                facts[event.type, default: Facts()].byData[data.hashValue, default: []].append(event.position)
            }
            eventByteCount += RecordedFacts.byteCountPerEvent
        }
        factsByStream[stream] = facts
        return facts
    }
}
