import SutureDomain
import SutureLog

/// The events of records that count today, by what they say: finds those that a command would say again.
///
/// A record is gone through once, when it is first asked for. Each event answers once, so that of two equal rows the second
/// is not taken for the same event.
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
    private var answered: Set<Position> = []
    private(set) var byteCount = 0

    /// The event is taken: it stands for the command that it was asked for.
    mutating func take(_ position: Position) { answered.insert(position) }

    func isTaken(_ position: Position) -> Bool { answered.contains(position) }

    /// The records that were gone through.
    var streams: [StreamName] { Array(factsByStream.keys) }

    /// An event of the record that says the same and is not taken yet; it is taken then.
    mutating func take(
        alike proposal: Proposal, of stream: StreamName, in store: RecordStore, _ likeness: Likeness
    ) throws -> RecordedEvent? {
        guard let type = (type(of: proposal.command) as? any Event.Type)?.type,
            let facts = try facts(of: stream, in: store)[type]
        else { return nil }
        let candidates = proposal.data.map { facts.byData[$0.hashValue] ?? [] } ?? facts.personal
        for position in candidates where !answered.contains(position) {
            let event = try store.event(at: position)
            guard try likeness.differences(proposal, from: event).isEmpty else { continue }
            answered.insert(position)
            return event
        }
        return nil
    }

    private mutating func facts(
        of stream: StreamName, in store: RecordStore
    ) throws -> [EventType: Facts] {
        if let known = factsByStream[stream] { return known }
        var facts: [EventType: Facts] = [:]
        for event in try store.standingEvents(of: stream) {
            let data = try Likeness.data(of: event)
            // Only what is sealed begins with this, and a text that looks so stands behind quotes that are escaped.
            if data.withUnsafeBytes({ $0.contains(Array(#":{"sealed":"#.utf8)) }) {
                facts[event.type, default: Facts()].personal.append(event.position)
            } else {
                facts[event.type, default: Facts()].byData[data.hashValue, default: []].append(event.position)
            }
            byteCount += RecordedFacts.byteCountPerEvent
        }
        factsByStream[stream] = facts
        return facts
    }
}
