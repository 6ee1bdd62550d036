import Synchronization

/// Whether commands are recorded at present. Once closed it stays closed until the daemon is started again.
final class WriteGate: Sendable {
    private let reason = Mutex<String?>(nil)

    /// Why nothing is recorded; `nil` while the gate is open.
    var closedBecause: String? { reason.withLock { $0 } }

    /// The first reason counts.
    func close(because text: String) {
        reason.withLock { if $0 == nil { $0 = text } }
    }
}
