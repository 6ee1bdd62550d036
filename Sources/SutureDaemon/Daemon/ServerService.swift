import ServiceLifecycle
import Varlink

/// Serves the socket until the daemon is told to stop; then finishes what was accepted.
struct ServerService: Service {
    /// How long calls that were started may take to be answered.
    private static let patience = Duration.seconds(30)
    /// How long a client may take for what is answered, once nothing else is to be done for it.
    private static let clientPatience = Duration.seconds(5)

    let start: @Sendable () async throws -> VarlinkServer
    let ready: @Sendable () -> Void
    let stopping: @Sendable () -> Void

    func run() async throws {
        let server = try await start()
        ready()
        try? await gracefulShutdown()
        stopping()
        await server.shutdown(
            within: ServerService.patience, clientsWithin: ServerService.clientPatience)
    }
}
