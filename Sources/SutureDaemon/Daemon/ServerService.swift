import ServiceLifecycle
import SutureVarlink

/// Serves the socket until the daemon is told to stop; then finishes what was accepted.
struct ServerService: Service {
    /// How long calls that were started may take to finish.
    private static let patience = Duration.seconds(30)

    let start: @Sendable () async throws -> VarlinkServer
    let ready: @Sendable () -> Void
    let stopping: @Sendable () -> Void

    func run() async throws {
        let server = try await start()
        ready()
        try? await gracefulShutdown()
        stopping()
        await server.shutdown(within: ServerService.patience)
    }
}
