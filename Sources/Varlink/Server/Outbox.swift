import NIOCore
import Synchronization

/// Carries completed replies from whichever thread to one event loop: the first to arrive wakes it, and it
/// takes all that have come by then.
final class Outbox: Sendable {
    struct Completion: Sendable {
        let connection: ServerConnection
        let sequence: Int
        let outcome: CallOutcome
    }

    private let eventLoop: any EventLoop
    /// `nil` when the event loop has ended: whoever completes a call then is too late.
    private let completions = Mutex<[Completion]?>([])

    init(eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    func append(_ completion: Completion) {
        let isFirst = completions.withLock {
            $0?.append(completion)
            return $0?.count == 1
        }
        if isFirst { eventLoop.execute { self.deliver() } }
    }

    func end() { completions.withLock { $0 = nil } }

    private func deliver() {
        let taken = completions.withLock { completions in
            let taken = completions ?? []
            if completions != nil { completions = [] }
            return taken
        }
        var connections: [ServerConnection] = []
        for completion in taken {
            // A connection's first completion puts it on the list of those to be flushed.
            if completion.connection.complete(completion.sequence, completion.outcome) {
                connections.append(completion.connection)
            }
        }
        for connection in connections { connection.flush() }
    }
}
