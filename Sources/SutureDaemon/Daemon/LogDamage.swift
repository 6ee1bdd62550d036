import Logging
import SutureDomain
import SutureLog
import SutureSystem
import Synchronization

/// What of the log was found not to be as it was written, by whoever read it while the daemon runs. It fails
/// for each of them; an operator is told once, and as long as the daemon runs.
final class LogDamage: Sendable {
    /// So many places are told.
    private static let findingCountMax = 10

    private let gate: WriteGate
    private let logger: Logger
    private let clock: Clock
    private let findings = Mutex<[(failure: LogFailure, since: Instant)]>([])

    init(gate: WriteGate, clock: Clock, logger: Logger) {
        self.gate = gate
        self.clock = clock
        self.logger = logger
    }

    /// Takes note of what a reader met.
    func note(_ failure: LogFailure) {
        let since = clock.now
        let isNews = findings.withLock { findings in
            guard findings.count < LogDamage.findingCountMax,
                !findings.contains(where: { $0.failure.position == failure.position })
            else { return false }
            findings.append((failure, since))
            return true
        }
        guard isNews else { return }
        logger.error("\(failure.damage)", metadata: ["failure": "\(failure)"])
    }

    /// What an operator should know: where, what, since when, and whether commands are recorded all the same.
    var warnings: [String] {
        let isRecording = gate.closure == nil
        return findings.withLock(\.self).map { finding in
            "\(finding.failure.damagedPlace), as was met at \(finding.since): \(finding.failure.cause). What is asked of it fails, and commands are "
                + (isRecording ? "recorded still" : "refused")
                + "; run suture-replay verify, and restore the last backup that verifies"
        }
    }
}

extension LogFailure {
    /// For one that tells of damage.
    var damage: String { "\(damagedPlace): \(cause)" }

    fileprivate var damagedPlace: String {
        "the log is damaged" + (position.map { " at position \($0)" } ?? "")
    }
}
