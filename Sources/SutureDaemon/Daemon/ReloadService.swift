import Logging
import ServiceLifecycle
import UnixSignals

/// Reads the configuration again at every SIGHUP.
struct ReloadService: Service {
    let reload: @Sendable () async throws -> [String]
    let logger: Logger

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            do {
                _ = try await reload()
            } catch {
                logger.error("the configuration stays as it was", metadata: ["failure": "\(error)"])
            }
        }
    }
}
