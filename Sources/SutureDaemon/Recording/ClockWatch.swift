import Logging
import SutureDomain
import SutureLog
import Synchronization

/// Holds the system's clock against the log, and against how long the machine has been running.
///
///     behind the last stamp by
///     at most a minute    it stands still there (``Clock/now``)
///     at most an hour     the journal and the status say so
///     more                the gate is closed until the clock is right again, or a steward accepts it
///
/// The gate is closed, too, when the clock has moved by more than an hour since the last commit while the
/// machine ran on, and the kernel does not say that something keeps it right. How the clock stood then
/// outlasts the daemon, in `keys.db`, but not the machine: without a commit since that was started there is
/// nothing to go by.
final class ClockWatch: Sendable {
    /// By how much the clock is behind, and since when.
    struct Lag: Hashable, Sendable {
        let seconds: Int64
        let since: Instant
    }

    /// What is wrong with the clock.
    private enum Fault {
        /// It is so many seconds behind the last event.
        case behind(Int64)
        /// It says so many seconds more than by the time that has passed since the last commit; or less.
        case moved(Int64)

        /// Whether the journal, which was told of that one, is to be told of this one.
        func isNews(after told: Fault?) -> Bool {
            switch (self, told) {
            case (.behind(let now), .behind(let before)), (.moved(let now), .moved(let before)):
                abs(now.subtractingClamped(before)) > ClockWatch.faultSecondsMax
            default: true
            }
        }
    }

    private struct State {
        /// What the clock said more than how long the machine had been running, in microseconds, at the last
        /// commit; `nil` if there was none since it was started.
        var ahead: Int64?
        /// The same as it was noted last.
        var noted: Int64?
        /// What the journal was told last; `nil` while nothing is wrong.
        var told: Fault?
        var lag: Lag?
        /// Which clock a steward accepted last, and for which log; `nil` until that was looked for.
        var accepted: Installation.ClockAccepted??
    }

    private static let faultSecondsMax: Int64 = 3_600

    /// What is noted of the clock may be so far from what it is: it is noted once after each start of the
    /// machine, and again when the clock was set.
    private static let driftMicrosecondsMax: Int64 = 60_000_000

    private let log: any EventLog
    private let clock: Clock
    private let gate: WriteGate
    private let keyring: Keyring
    private let bootID: String?
    private let logger: Logger
    private let state: Mutex<State>

    /// - Parameter bootID: of the machine's present run; `nil` if nobody tells: then nothing is noted.
    init(
        of log: any EventLog, clock: Clock, gate: WriteGate, keyring: Keyring, bootID: String?, logger: Logger
    ) throws {
        self.log = log
        self.clock = clock
        self.gate = gate
        self.keyring = keyring
        self.bootID = bootID
        self.logger = logger
        let noted = try bootID.flatMap { try keyring.store.clockAhead(inBoot: $0) }
        state = Mutex(State(ahead: noted, noted: noted))
    }

    /// By how much the clock is behind the log, if by so much that it is told.
    var lag: Lag? { state.withLock { $0.lag } }

    /// What was committed was committed by this clock.
    func noteCommit() {
        clock.note(lastRecordedAt: log.head.recordedAt)
        let ahead = clock.system.microseconds(since: clock.sinceBoot)
        let mustNote = state.withLock { state in
            state.ahead = ahead
            if let noted = state.noted,
                abs(ahead.subtractingClamped(noted)) <= ClockWatch.driftMicrosecondsMax
            {
                return false
            }
            state.noted = ahead
            return true
        }
        guard mustNote, let bootID else { return }
        logger.warnIfFails("keys.db could not note how the clock stands") {
            try keyring.store.noteClock(ahead: ahead, inBoot: bootID)
        }
    }

    /// What a batch that was committed says of the clock.
    func accept(from batch: Overlay) {
        guard let installation, batch.states[installation] != nil,
            let accepted = batch.payloads.compactMap({ $0.event as? Installation.ClockAccepted }).last
        else { return }
        state.withLock { $0.accepted = .some(accepted) }
    }

    private var installation: StreamName? { Installation.ID(log.identity.id)?.stream }

    /// Looks at the clock, and closes or opens the gate.
    /// - Parameter store: has which clock a steward accepted; asked once, if there is anything to accept.
    func look(_ store: RecordStore) {
        let head = log.head
        let (last, isEmpty) = (head.recordedAt, head.position == .zero)
        let told = isEmpty ? "the log, which is empty, was made" : "the last event of the log was recorded"
        let system = clock.system
        let behind = last.microseconds(since: system) / 1_000_000
        let ahead = system.microseconds(since: clock.sinceBoot)
        let moved = state.withLock { ahead.subtractingClamped($0.ahead ?? ahead) } / 1_000_000
        tell(behind, at: system, isEmpty ? "the making of the log" : "the last event of the log")
        if behind > ClockWatch.faultSecondsMax, !isAccepted(system, last: last, store) {
            close(
                .behind(behind),
                "the clock said \(system), but \(told) at \(last), \(ClockWatch.span(behind)) later")
        } else if abs(moved) > ClockWatch.faultSecondsMax, clock.isSynchronised != true {
            close(
                .moved(moved),
                "the clock said \(system), \(ClockWatch.span(abs(moved))) "
                    + "\(moved < 0 ? "less" : "more") than it would have by the time that has passed; "
                    + "\(told) at \(last)")
        } else if gate.isClosed(for: .clock) {
            gate.open(.clock)
            state.withLock { $0.told = nil }
            logger.notice("the clock is right, or accepted: commands are recorded again")
        }
    }

    /// What is told is what is wrong now, since when it first was.
    private func close(_ fault: Fault, _ finding: String) {
        let reason =
            "\(finding); set the clock right, or if it is, let a steward run suture accept-clock --reason WHY"
        gate.close(.clock, because: reason)
        let isNews = state.withLock { state in
            guard fault.isNews(after: state.told) else { return false }
            state.told = fault
            return true
        }
        if isNews { logger.critical("only reads are served: \(reason)") }
    }

    /// As long as the stamps stand still, since the clock has not come to them, what was accepted is.
    private func isAccepted(_ system: Instant, last: Instant, _ store: RecordStore) -> Bool {
        let known = state.withLock { $0.accepted }
        let accepted = known ?? lastAccepted(in: store)
        if known == nil { state.withLock { $0.accepted = .some(accepted) } }
        guard let accepted, accepted.log == last else { return false }
        return accepted.clock.microseconds(since: system) / 1_000_000 <= ClockWatch.faultSecondsMax
    }

    private func lastAccepted(in store: RecordStore) -> Installation.ClockAccepted? {
        let history = try? installation.map { try store.history(of: $0) }
        return history?.compactMap { $0.event as? Installation.ClockAccepted }.last
    }

    private func tell(_ behind: Int64, at system: Instant, _ last: String) {
        let isTold = behind > Clock.standstillSecondsMax
        let before = state.withLock { state in
            let before = state.lag
            state.lag = isTold ? Lag(seconds: behind, since: before?.since ?? system) : nil
            return before
        }
        if isTold, before == nil {
            logger.warning(
                "the clock is \(ClockWatch.span(behind)) behind \(last); stamps stand still until it has come to that"
            )
        } else if !isTold, before != nil {
            logger.notice("the clock is no longer behind the log")
        }
    }

    /// `2 h 5 min`, `30 years`: as exactly as a reader needs it.
    static func span(_ seconds: Int64) -> String {
        switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3_600: "\(seconds / 60) min \(seconds % 60) s"
        case ..<172_800: "\(seconds / 3_600) h \(seconds / 60 % 60) min"
        case ..<63_072_000: "\(seconds / 86_400) days"
        default: "\(seconds / 31_557_600) years"
        }
    }
}
