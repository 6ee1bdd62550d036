import Logging
import Synchronization

/// Whether commands are recorded at present. Once closed it stays closed until the daemon is started again; it can be held
/// for a while.
final class WriteGate: Sendable {
    private struct State {
        var closedBecause: String?
        var heldBecause: String?
    }

    private let logger: Logger
    private let state = Mutex(State())

    init(logger: Logger) { self.logger = logger }

    /// Why nothing is recorded; `nil` while the gate is open.
    var closedBecause: String? { state.withLock { $0.closedBecause ?? $0.heldBecause } }

    /// Whether it stays closed.
    var isClosed: Bool { state.withLock { $0.closedBecause != nil } }

    /// Closes it. The first reason counts; the journal is told the others too.
    /// - Parameter failure: what broke, where the reason does not say.
    func close(because reason: String, failure: (any Error)? = nil) {
        let isTold = state.withLock { state in
            defer { state.closedBecause = state.closedBecause ?? reason }
            return state.closedBecause == reason
        }
        guard !isTold else { return }
        logger.critical(
            "only reads are served: \(reason)", metadata: failure.map { ["failure": "\($0)"] } ?? [:])
    }

    func hold(because text: String) { state.withLock { $0.heldBecause = text } }

    func release() { state.withLock { $0.heldBecause = nil } }
}
