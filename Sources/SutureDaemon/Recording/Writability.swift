import Logging
import SutureInterface
import SutureLog
import SutureSystem

/// Whether the log and the keys can be written: what keeps them from it closes the gate, and the journal is
/// told of it once, and not for every batch that is refused.
final class Writability {
    private static let fullDisk = "the disk is full"
    /// What the next attempt may not meet any more.
    private static let passingFailures: Set<LogFailure.Kind> = [.io, .readOnly, .busy]

    private let log: any EventLog
    private let keyring: Keyring
    private let gate: WriteGate
    private let logger: Logger
    /// Why they cannot be written at present, as the journal was told.
    private var toldFailure: String?
    private(set) var mustStartAgain: StartAgain?

    init(_ log: any EventLog, _ keyring: Keyring, gate: WriteGate, logger: Logger) {
        self.log = log
        self.keyring = keyring
        self.gate = gate
        self.logger = logger
    }

    /// What is recorded stands under the names that the next start looks for.
    func requireInPlace() throws(LogFailure) {
        try log.requireInPlace()
        try keyring.store.requireInPlace()
    }

    /// To be called before what was committed is acknowledged: meanwhile somebody may have taken a file away.
    func requireFound() throws(WireError) {
        do {
            try requireInPlace()
        } catch {
            _ = failure(error)
            throw WireError(
                error,
                hint: "it was written to a file that nobody will find. \(error.hint) "
                    + "Then repeat it with the same command id")
        }
    }

    /// Looks whether they are in place, or can be written again: the status is to be right at any time.
    func look() {
        do {
            guard gate.isClosed(for: .unwritable) else { return try requireInPlace() }
            try log.probe()
            try keyring.store.probe()
            noteWritten()
        } catch {
            // Of one that lasts the journal was told why.
            if !gate.isClosed(for: .unwritable) { _ = failure(error) }
        }
    }

    /// They were written.
    func noteWritten() {
        gate.open(.unwritable)
        guard toldFailure != nil else { return }
        logger.notice("the log can be written again")
        toldFailure = nil
    }

    /// What is told of a write that failed.
    func failure(_ error: LogFailure) -> WireError {
        if toldFailure != "\(error)" {
            logger.error("the log could not be written", metadata: ["failure": "\(error)"])
            toldFailure = "\(error)"
        }
        switch error.kind {
        case .diskFull:
            // Nothing was written, and the next batch tries again: it goes on by itself when there is room.
            gate.close(.unwritable, because: Writability.fullDisk)
            return .readOnly(reason: Writability.fullDisk)
        case .displaced:
            // Nothing was written, and the next batch looks again: it goes on when the file is back.
            let reason = "\(error.cause). \(error.hint.dropLast())"
            gate.close(.unwritable, because: reason)
            return .readOnly(reason: reason)
        case .syncOutcomeUnknown:
            gate.close(because: "a sync of the log failed")
            mustStartAgain = StartAgain(cause: error.description)
            let hint = "whether it was recorded is unknown; \(Repetition.advice) once the daemon is back"
            return WireError(error, hint: hint)
        default:
            if Writability.passingFailures.contains(error.kind) {
                gate.close(.unwritable, because: "what is recorded cannot be written: \(error.cause)")
            }
            return WireError(error, hint: WireError.nothingRecordedHint)
        }
    }

    /// Keeps the log's WAL within its bound.
    func checkpointIfNeeded() {
        logger.warnIfFails("the log's WAL could not be checkpointed") { try log.checkpointIfNeeded() }
    }
}

/// The outcome of a write is unknown: the daemon ends, and the next start looks at what is there.
struct StartAgain: Error, CustomStringConvertible {
    let cause: String
    var description: String { "ended to look at the log anew: \(cause)" }
}
