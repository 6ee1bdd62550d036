import NIOCore
import Synchronization

/// What the connections of one server share.
final class ServerState: Sendable {
    let service: VarlinkService
    let limits: VarlinkServer.Limits
    let report: @Sendable (String) -> Void
    let register: ConnectionRegister
    let stalled = StalledConnections()

    init(service: VarlinkService, limits: VarlinkServer.Limits, report: @escaping @Sendable (String) -> Void)
    {
        self.service = service
        self.limits = limits
        self.report = report
        register = ConnectionRegister(limits: limits)
    }
}

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
