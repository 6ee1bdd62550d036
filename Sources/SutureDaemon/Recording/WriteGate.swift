import Synchronization

/// Whether commands are recorded at present. Once closed it stays closed until the daemon is started again; it can be held
/// for a while.
final class WriteGate: Sendable {
    private struct State {
        var closedBecause: String?
        var heldBecause: String?
    }

    private let state = Mutex(State())

    /// Why nothing is recorded; `nil` while the gate is open.
    var closedBecause: String? { state.withLock { $0.closedBecause ?? $0.heldBecause } }

    /// Whether it stays closed.
    var isClosed: Bool { state.withLock { $0.closedBecause != nil } }

    /// The first reason counts.
    func close(because text: String) {
        state.withLock { if $0.closedBecause == nil { $0.closedBecause = text } }
    }

    func hold(because text: String) { state.withLock { $0.heldBecause = text } }

    func release() { state.withLock { $0.heldBecause = nil } }
}
