package import SutureDomain
package import SutureSystem
internal import Synchronization

/// A log for tests and simulations: it keeps the contract and forgets everything at the end.
package final class InMemoryEventLog: EventLog {
    package let identity: LogIdentity
    private let recorded = Mutex<[RecordedEvent]>([])

    package init(identity: LogIdentity) { self.identity = identity }

    package var head: LogHead {
        recorded.withLock { $0.last.map { LogHead($0) } ?? LogHead(empty: identity) }
    }

    package func append(
        _ events: [NewEvent], recordedAt now: Instant
    ) throws(LogFailure) -> [RecordedEvent] {
        try recorded.withLock { recorded throws(LogFailure) in
            var head = recorded.last.map { LogHead($0) } ?? LogHead(empty: identity)
            let time = max(now, head.recordedAt)
            var row = CanonicalRow(after: head.hash)
            var added: [RecordedEvent] = []
            for event in events {
                let position = head.position.next
                try event.requireContinuity(at: position, in: "memory")
                row.fill(event, position: position, recordedAt: time)
                let hash = row.hash()
                row.continues(hash)
                let one = RecordedEvent(event, position: position, recordedAt: time, hash: hash)
                added.append(one)
                head = LogHead(one)
            }
            recorded.append(contentsOf: added)
            return added
        }
    }

    package func events(after: Position, limit: Int) -> [RecordedEvent] {
        recorded.withLock {
            Array($0.dropFirst(Int(max(after, .zero).number)).prefix(min(limit, EventPage.scanCountMax)))
        }
    }

    package func event(at position: Position) -> RecordedEvent? {
        events(after: Position(position.number - 1), limit: 1).first { $0.position == position }
    }
}
