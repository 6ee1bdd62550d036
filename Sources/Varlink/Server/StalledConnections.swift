import NIOCore
import Synchronization

/// The connections with a call that was refused because there was no room.
final class StalledConnections: Sendable {
    /// `nil` when the server has ended.
    private let connections = Mutex<[ServerConnection]?>([])

    func add(_ connection: ServerConnection) { connections.withLock { $0?.append(connection) } }

    func resume() {
        let taken = connections.withLock { connections in
            let taken = connections ?? []
            if !taken.isEmpty { connections = [] }
            return taken
        }
        for connection in taken { connection.eventLoop.execute { connection.tryAgain() } }
    }

    func end() { connections.withLock { $0 = nil } }
}
