import Logging
import SutureDomain
import SutureLog
import SutureSystem
import Synchronization

/// What of the log was found not to be as it was written while the daemon runs, by whoever read it: a question, a command, a view of
/// the past. It fails for each of them; an operator is told once, and as long as the daemon runs.
final class LogDamage: Sendable {
    private struct Finding {
        let failure: LogFailure
        let since: Instant
    }

    /// So many places are told.
    private static let findingCountMax = 10

    private let gate: WriteGate
    private let logger: Logger
    private let now: @Sendable () -> Instant
    private let findings = Mutex<[Finding]>([])

    /// - Parameter now: the clock.
    init(gate: WriteGate, logger: Logger, now: @escaping @Sendable () -> Instant) {
        self.gate = gate
        self.logger = logger
        self.now = now
    }

    /// Takes note of what a reader met.
    func note(_ failure: LogFailure) {
        let since = now()
        let isNews = findings.withLock { findings in
            guard findings.count < LogDamage.findingCountMax,
                !findings.contains(where: { $0.failure.position == failure.position })
            else { return false }
            findings.append(Finding(failure: failure, since: since))
            return true
        }
        guard isNews else { return }
        logger.error(
            "the log is damaged\(LogDamage.place(of: failure)): \(failure.cause)",
            metadata: ["failure": "\(failure)"])
    }

    /// What an operator should know: where, what, since when, and whether commands are recorded all the same.
    var warnings: [String] {
        let isRecording = gate.closure == nil
        return findings.withLock(\.self).map { finding in
            "the log is damaged\(LogDamage.place(of: finding.failure)), as was met at \(finding.since): "
                + "\(finding.failure.cause). What is asked of it fails, and commands are "
                + (isRecording ? "recorded still" : "refused")
                + "; run suture-replay verify, and restore the last backup that verifies"
        }
    }

    private static func place(of failure: LogFailure) -> String {
        failure.position.map { " at position \($0)" } ?? ""
    }
}
