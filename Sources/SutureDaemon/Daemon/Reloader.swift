import Logging
import ServiceLifecycle
import SutureDomain
import Synchronization
import UnixSignals

/// Takes over what may change while the daemon runs.
final class Reloader: Service {
    private let read: @Sendable () throws -> DaemonConfiguration
    private let access: Access
    private let manager: ServiceManager
    private let statusText: @Sendable () -> String
    private let logger: Logger
    private let current: Mutex<DaemonConfiguration>

    /// - Parameter statusText: what the manager is told once the reload is over.
    init(
        _ configuration: DaemonConfiguration, read: @escaping @Sendable () throws -> DaemonConfiguration,
        access: Access, manager: ServiceManager, statusText: @escaping @Sendable () -> String, logger: Logger
    ) {
        current = Mutex(configuration)
        self.read = read
        self.access = access
        self.manager = manager
        self.statusText = statusText
        self.logger = logger
    }

    /// Reads the configuration again at every SIGHUP.
    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            // The journal has been told of a failure, and nobody else waits for an answer.
            _ = try? reload()
        }
    }

    /// - Returns: The settings that differ in the file but take effect at the next start only.
    /// - Throws: A ``ConfigurationError``, which the journal has by then; then everything stays as it was.
    func reload() throws -> [String] {
        manager.reloading()
        defer { manager.ready(status: statusText()) }
        do {
            return try takeOver(read())
        } catch {
            logger.error("the configuration stays as it was", metadata: ["failure": "\(error)"])
            throw error
        }
    }

    private func takeOver(_ new: DaemonConfiguration) -> [String] {
        let unchanged = current.withLock { current -> [String] in
            let fixed = current.settingsFixedUntilRestart(comparedTo: new)
            current = current.reloaded(from: new)
            return fixed
        }
        access.replace(with: new.access)
        JournalLogHandler.level.withLock { $0 = new.logLevel }
        logger.notice("the configuration was read again", metadata: ["unchanged": "\(unchanged)"])
        for warning in new.warnings { logger.warning("\(warning)") }
        return unchanged
    }
}
