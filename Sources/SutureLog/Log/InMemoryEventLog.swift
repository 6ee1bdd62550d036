package import SutureDomain
package import SutureSystem
import Synchronization

/// A log for tests and simulations: it keeps the contract and forgets everything at the end.
package final class InMemoryEventLog: EventLog {
    package let identity: LogIdentity
    private let recorded = Mutex<[RecordedEvent]>([])

    package init(identity: LogIdentity) { self.identity = identity }

    package var head: LogHead { head(of: events) }

    private var events: [RecordedEvent] { recorded.withLock(\.self) }

    private func head(of events: [RecordedEvent]) -> LogHead {
        events.last.map { LogHead($0) } ?? LogHead(empty: identity)
    }

    package func append(
        _ events: [NewEvent], recordedAt now: Instant
    ) throws(LogFailure) -> [RecordedEvent] {
        try recorded.withLock { recorded throws(LogFailure) in
            let head = head(of: recorded)
            var chain = EventChain(in: place)
            chain.begin(behind: head, at: max(now, head.recordedAt))
            var added: [RecordedEvent] = []
            for event in events { added.append(try chain.add(event)) }
            recorded.append(contentsOf: added)
            return added
        }
    }

    package func requireInPlace() {}
    package func probe() {}
    package func checkpointIfNeeded() {}

    package func reader(noteDamage: @escaping @Sendable (LogFailure) -> Void) -> LogReader {
        LogReader(self, noteDamage: noteDamage)
    }
}

extension InMemoryEventLog: LogEngine {
    package var place: String { "memory" }
    package var readerCountMax: Int { 1 }

    package func read(_ body: (any LogSnapshot) throws(LogFailure) -> Void) throws(LogFailure) {
        try body(Snapshot(events: events))
    }

    package func close() {}

    private struct Snapshot: LogSnapshot {
        let events: [RecordedEvent]

        private func index(behind position: Position) -> Int {
            Int(min(max(position.number, 0), Int64(events.count)))
        }

        func head(at position: Position?) -> LogHead? {
            guard let position else { return events.last.map { LogHead($0) } }
            return events[index(behind: Position(position.number.addingClamped(-1)))...].first
                .flatMap { $0.position == position ? LogHead($0) : nil }
        }

        func rows(
            after start: Position, through end: Position, _ body: (EventRow) throws(LogFailure) -> Bool
        ) throws(LogFailure) {
            for event in events[index(behind: start)...] where event.position <= end {
                guard try EventRow.show(event, to: body) else { return }
            }
        }

        func headers(before position: Position, limit: Int) -> [EventHeader] {
            events[..<index(behind: Position(position.number.addingClamped(-1)))].suffix(limit).reversed()
                .map { EventHeader($0) }
        }
    }
}
