/// What the connections of one server share.
final class ServerState: Sendable {
    let service: VarlinkService
    let limits: VarlinkServer.Limits
    let report: @Sendable (_ message: String, _ userID: UInt32?) -> Void
    let register: ConnectionRegister
    let stalled = StalledConnections()

    init(
        service: VarlinkService, limits: VarlinkServer.Limits,
        report: @escaping @Sendable (_ message: String, _ userID: UInt32?) -> Void
    ) {
        self.service = service
        self.limits = limits
        self.report = report
        register = ConnectionRegister(limits: limits)
    }
}
