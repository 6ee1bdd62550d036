import ServiceLifecycle
import UnixSignals

/// Reads the configuration again at every SIGHUP.
struct ReloadService: Service {
    let reloader: Reloader

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            // The reloader has told the journal of a failure, and nobody else waits for an answer.
            _ = try? reloader.reload()
        }
    }
}
