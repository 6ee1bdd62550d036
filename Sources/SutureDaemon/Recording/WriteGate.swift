import Logging
import SutureDomain
import Synchronization

/// Whether commands are recorded at present, and if not why.
///
/// It is closed for one or more causes. Some end by themselves or by an operator's word, which opens it for
/// that cause; the others last until the daemon is started again. A cause may let through the very commands
/// that end it.
final class WriteGate: Sendable {
    /// What keeps commands from being recorded.
    enum Cause: Hashable, Sendable {
        /// What is on the disk is not what was written, or cannot be followed: only another start can tell.
        case damage
        /// The event at that position cannot be decoded, and nobody has voided it.
        case unreadable(Position)
        /// There are no read models: they wait for room on the disk, or for their file to be usable.
        case noReadModels
        /// The last attempt to write the log or the keys failed. Each command is another attempt.
        case unwritable
        /// The clock contradicts the log, or the time that has passed.
        case clock

        /// Whether what is asked for is recorded all the same.
        func lets(_ submission: Submission) -> Bool {
            switch self {
            case .damage, .noReadModels: false
            case .unwritable: true
            case .unreadable(let position): submission.voids == position
            case .clock: submission.acceptsClock
            }
        }
    }

    /// One cause, as the journal and clients are told of it.
    struct Closure: Hashable, Sendable {
        let cause: Cause
        let reason: String
        let since: Instant
    }

    private let logger: Logger
    private let clock: Clock
    /// In the order in which they came.
    private let state = Mutex<[Closure]>([])

    init(clock: Clock, logger: Logger) {
        self.clock = clock
        self.logger = logger
    }

    /// Every cause for which it is closed, the first one first; none while it is open.
    var closures: [Closure] { state.withLock { $0 } }

    /// The first cause; `nil` while it is open.
    var closure: Closure? { closures.first }

    func isClosed(for cause: Cause) -> Bool { state.withLock { $0.contains { $0.cause == cause } } }

    /// Whether the log is in doubt, or goes on behind what can be read: then read models do not know it all.
    var isClosed: Bool {
        state.withLock { closures in
            closures.contains { closure in
                switch closure.cause {
                case .damage, .unreadable: true
                case .noReadModels, .unwritable, .clock: false
                }
            }
        }
    }

    /// What keeps this from being recorded; `nil` if nothing does.
    func closure(against submission: Submission) -> Closure? {
        state.withLock { $0.first { !$0.cause.lets(submission) } }
    }

    /// Closes it for good. The first reason counts; the journal is told the others too.
    /// - Parameter failure: what broke, where the reason does not say.
    func close(because reason: String, failure: (any Error)? = nil) {
        close(.damage, because: reason)
        // Each reason is told, the first of them once.
        let isTold = told.withLock { !$0.insert(reason).inserted }
        guard !isTold else { return }
        logger.critical(
            "only reads are served: \(reason)", metadata: failure.map { ["failure": "\($0)"] } ?? [:])
    }

    /// Closes it for a cause; the first reason for one counts, but for the clock's, which goes on. Whoever
    /// closes it tells the journal.
    func close(_ cause: Cause, because reason: String) {
        let since = clock.now
        state.withLock { closures in
            guard let index = closures.firstIndex(where: { $0.cause == cause }) else {
                closures.append(Closure(cause: cause, reason: reason, since: since))
                return
            }
            guard cause == .clock else { return }
            closures[index] = Closure(cause: cause, reason: reason, since: closures[index].since)
        }
    }

    /// Ends what it was closed for: it is open unless there are other causes.
    func open(_ cause: Cause) { state.withLock { $0.removeAll { $0.cause == cause } } }

    /// Reasons that the journal has been told.
    private let told = Mutex<Set<String>>([])
}
