import SutureReadModels

/// The events that are in the log and not yet in the read models, for the projector.
///
/// Nothing is dropped before the projector's commit, and who adds waits while the projector is too far
/// behind: that slows the recorder, and in turn the clients, instead of growing.
final class ProjectionQueue: @unchecked Sendable {
    // Unchecked: every property below is touched with `monitor` locked only.
    private let monitor = Monitor()
    private var events: [DecodedEvent] = []
    private var isClosed = false
    /// Whether somebody waits for the read models.
    private var isWanted = false
    private let eventCountMax: Int

    /// With so many events the projector does not wait for more.
    static let eagerEventCount = 5_000
    private let eagerEventCount: Int

    init(eventCountMax: Int) {
        self.eventCountMax = eventCountMax
        // A full queue is many events, however few it may hold.
        eagerEventCount = min(ProjectionQueue.eagerEventCount, eventCountMax)
    }

    var eventCount: Int { monitor.withLock { events.count } }

    /// Takes what was committed.
    func append(_ committed: [DecodedEvent]) {
        monitor.withLock {
            while events.count >= eventCountMax && !isClosed { monitor.wait() }
            let wasEmpty = events.isEmpty
            let wasEager = events.count >= eagerEventCount
            events += committed
            // The projector waits for a first event, then perhaps for many.
            if wasEmpty || !wasEager && events.count >= eagerEventCount { monitor.broadcast() }
        }
    }

    /// The first events that are not projected; waits for some to come.
    /// - Parameters:
    ///   - rest: how long to let events gather once the first is there: a transaction costs as much as many
    ///     events. Cut short when there are many, or when somebody wants them.
    /// - Returns: Nothing if the time passed, `nil` if the queue was closed and is empty.
    func next(countMax: Int, waiting time: Duration, rest: Duration = .zero) -> [DecodedEvent]? {
        monitor.withLock {
            if events.isEmpty && !isClosed { _ = monitor.wait(until: .now + time) }
            if events.isEmpty { return isClosed ? nil : [] }
            let end = ContinuousClock.now + rest
            while !isWanted && !isClosed && events.count < eagerEventCount {
                guard rest > .zero, monitor.wait(until: end) else { break }
            }
            // Who wants the events wants those as well that come with the next page.
            isWanted = isWanted && events.count > countMax
            return Array(events.prefix(countMax))
        }
    }

    /// Somebody waits for the read models to come as far as the log is now.
    func hurry() {
        monitor.withLock {
            isWanted = true
            monitor.broadcast()
        }
    }

    /// Waits for the time to pass.
    /// - Returns: False if the queue was closed meanwhile.
    func pause(_ time: Duration) -> Bool {
        let end = ContinuousClock.now + time
        return monitor.withLock {
            while !isClosed && monitor.wait(until: end) {}
            return !isClosed
        }
    }

    /// Forgets the first events, which the read models have now.
    func removeFirst(_ count: Int) {
        monitor.withLock {
            let wasFull = events.count >= eventCountMax
            events.removeFirst(count)
            if wasFull { monitor.broadcast() }
        }
    }

    /// Whether no more comes.
    var isOver: Bool { monitor.withLock { isClosed } }

    /// No more comes; whoever waits is woken.
    func close() {
        monitor.withLock {
            isClosed = true
            monitor.broadcast()
        }
    }
}
