import Logging
import SutureDomain
import SutureInterface
import SutureLog
import SutureSystem

/// The keys of persons beside the log's commits: a new one is on the disk before anything sealed with it, and
/// that of an erased person is gone before anybody is told of the erasure.
final class CommitKeys {
    private let keyring: Keyring
    private let logger: Logger
    /// Persons whose erasure is recorded and whose keys could not be deleted yet.
    private var unfinishedErasures: Set<StreamName>

    init(_ keyring: Keyring, unfinishedErasures: Set<StreamName>, logger: Logger) {
        self.keyring = keyring
        self.unfinishedErasures = unfinishedErasures
        self.logger = logger
    }

    var mustErase: Bool { !unfinishedErasures.isEmpty }

    /// One without an event is swept at the next start.
    /// - Parameter head: the log's, before the commit.
    func beforeCommit(behind head: LogHead) throws(LogFailure) { try keyring.commitNewKeys(behind: head) }

    func afterCommit(of batch: Overlay) {
        keyring.settleNewKeys { batch.states[$0] != nil }
        unfinishedErasures.formUnion(batch.changes.erasures)
    }

    /// Nothing is committed of what new keys were made for.
    func withoutCommit() { keyring.discardNewKeys() }

    /// Deletes the keys of those whose erasure is recorded. What fails is tried again when a client
    /// repeats the command, when there is nothing else to do, and at the next start.
    func beforeReply(through head: LogHead) -> Result<Void, WireError> {
        guard mustErase else { return .success(()) }
        do {
            try keyring.erase(unfinishedErasures.sorted { $0.text < $1.text }, through: head)
            unfinishedErasures = []
            return .success(())
        } catch {
            logger.critical(
                "the keys of erased persons are not deleted yet", metadata: ["failure": "\(error)"])
            return .failure(
                WireError(
                    error,
                    hint:
                        "the erasure was recorded and nobody can read the data through Suture, but the key is on the "
                        + "disk still; \(Repetition.advice) once the cause is gone"))
        }
    }
}
