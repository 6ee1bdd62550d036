import Logging
import SutureDomain
import Synchronization

/// Takes over what may change while the daemon runs.
final class Reloader: Sendable {
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

    /// - Returns: The settings that differ in the file but take effect at the next start only.
    /// - Throws: A ``ConfigurationError``; then everything stays as it was. The journal has it by then: whoever
    ///   sent a signal gets no answer.
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
