import Logging
import ServiceLifecycle

/// Asks the system now and then for the accounts of the access lists that it did not know: a directory
/// service may have been away when the daemon started.
struct MissingAccountService: Service {
    private static let interval = Duration.seconds(30)

    let access: Access
    let logger: Logger

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: MissingAccountService.interval)
                for warning in access.lookUpMissing() {
                    logger.notice("an access list is whole again", metadata: ["was": "\(warning)"])
                }
            }
        }
    }
}
