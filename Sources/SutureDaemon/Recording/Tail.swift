import Foundation
import SutureDomain
import SutureReadModels

/// What is in the log and not yet in the read models: the events for the projector, and for the recorder the heads
/// and receipts that only they know of.
///
/// It is trimmed after the projector's commit only, so who looks here first and in `views.db` then misses nothing.
final class Tail: @unchecked Sendable {
    // Unchecked: every property below is touched with `monitor` locked only.
    private let monitor = NSCondition()
    private var events: [RecordedEvent] = []
    private var heads: [StreamName: StreamHead] = [:]
    private var receipts: [String: StoredReceipt] = [:]
    private var streamsByKey: [LookupKey: Set<StreamName>] = [:]
    private var isClosed = false
    private let eventCountMax: Int

    init(eventCountMax: Int) { self.eventCountMax = eventCountMax }

    func head(of stream: StreamName) -> StreamHead? { monitor.withLock { heads[stream] } }

    func receipt(of commandID: String) -> StoredReceipt? { monitor.withLock { receipts[commandID] } }

    /// The streams with events here that a lookup with that key may find.
    func streams(for key: LookupKey) -> [StreamName] { monitor.withLock { Array(streamsByKey[key] ?? []) } }

    var eventCount: Int { monitor.withLock { events.count } }

    /// Takes what was committed. Waits while the projector is too far behind: that slows the recorder, and in turn
    /// the clients, instead of growing.
    func append(
        _ committed: [RecordedEvent], receipts new: [String: StoredReceipt],
        streamsByKey changed: [LookupKey: Set<StreamName>] = [:]
    ) {
        monitor.withLock {
            while events.count >= eventCountMax && !isClosed { monitor.wait() }
            events += committed
            for event in committed {
                heads[event.stream] = StreamHead(version: event.version, position: event.position)
            }
            receipts.merge(new) { $1 }
            streamsByKey.merge(changed) { $0.union($1) }
            monitor.broadcast()
        }
    }

    /// The first events that are not projected; waits for some to come.
    /// - Returns: Nothing if the time passed, `nil` if the tail was closed and is empty.
    func next(countMax: Int, waiting time: TimeInterval) -> [RecordedEvent]? {
        monitor.withLock {
            if events.isEmpty && !isClosed { _ = monitor.wait(until: Date(timeIntervalSinceNow: time)) }
            if events.isEmpty { return isClosed ? nil : [] }
            return Array(events.prefix(countMax))
        }
    }

    /// Waits for the time to pass.
    /// - Returns: False if the tail was closed meanwhile.
    func pause(_ time: TimeInterval) -> Bool {
        let end = Date(timeIntervalSinceNow: time)
        return monitor.withLock {
            while !isClosed && monitor.wait(until: end) {}
            return !isClosed
        }
    }

    /// Forgets what the read models know now.
    func trim(through position: Position) {
        monitor.withLock {
            let projected = events.prefix { $0.position <= position }
            for event in projected where heads[event.stream].map({ $0.position <= position }) ?? false {
                heads[event.stream] = nil
            }
            events.removeFirst(projected.count)
            // Few are left at any time, and a look at each is cheaper than a second index.
            receipts = receipts.filter { $0.value.last > position }
            streamsByKey = streamsByKey.mapValues { $0.filter { heads[$0] != nil } }.filter {
                !$0.value.isEmpty
            }
            monitor.broadcast()
        }
    }

    /// No more comes; whoever waits is woken.
    func close() {
        monitor.withLock {
            isClosed = true
            monitor.broadcast()
        }
    }
}
