package import SutureDomain
package import SutureSystem

/// Proves that a log is as it was written: no gap, no version twice, every pointer and every hash in place.
///
/// A tail that was cut off, or a log rewritten with all its hashes, shows against a head kept elsewhere only.
package struct LogVerifier {
    /// How many of the last events are looked at when the daemon starts.
    package static let startCheckEventCount: Int64 = 1_000

    /// How many events, spread over the whole log, are looked at when the daemon starts. So a hole shows that
    /// takes more than one part of as many, such as a write-ahead log of another copy leaves; a single row
    /// does not.
    package static let spreadEventCount: Int64 = 200

    /// How many events one thread looks through before what it found is put together with the rest.
    package static let rangeEventCount: Int64 = 50_000

    let reader: LogReader
    let isDeep: Bool
    let rangeEventCount: Int64

    /// - Parameters:
    ///   - isDeep: whether data and metadata are decoded as well, by what this build knows of them.
    ///   - rangeEventCount: what is found never depends on it; tests make it small.
    package init(
        reader: LogReader, isDeep: Bool = false, rangeEventCount: Int64 = LogVerifier.rangeEventCount
    ) {
        self.reader = reader
        self.isDeep = isDeep
        self.rangeEventCount = rangeEventCount
    }

    /// The check at start: the last 1,000 events, taking the one before them as it is.
    package func verifyTail() throws(LogFailure) -> Verification {
        let head = try reader.head()
        return try verify(after: Position(max(0, head.position.number - LogVerifier.startCheckEventCount)))
    }

    /// The other check at start: events spread evenly over the log, each held against the one before it.
    /// However long the log is, it takes as long.
    /// - Returns: `nil` if they are as they were written.
    package func verifySpread() throws(LogFailure) -> Verification.Finding? {
        let head = try reader.head().position
        let count = min(LogVerifier.spreadEventCount, head.number)
        for number in 0..<count {
            // The first is at 1. In this order, so that no log is too long to be counted.
            let position = Position(
                1 + number * (head.number / count) + number * (head.number % count) / count)
            let before = Position(position.number - 1)
            guard let origin = try origin(before) else { return .missing(before, until: head) }
            var checker = RangeChecker(behind: origin, known: nil, isDeep: isDeep)
            checker.check(reader, through: position, goal: head, pageEventCount: 1) { _ in }
            if let failure = checker.findings.failure { throw failure }
            if let blemish = checker.findings.blemish { return blemish.finding }
        }
        return nil
    }

    /// Looks through the log up to its head as it is now; the daemon may go on writing.
    /// - Parameters:
    ///   - start: the event there is taken as it is; zero for the whole log.
    ///   - known: a head that was kept elsewhere.
    ///   - progress: told after each page how far it is, and how far it has to go; by one thread at a time.
    package func verify(
        after start: Position = .zero, known: LogHead? = nil,
        progress: (_ done: Position, _ goal: Position) -> Void = { _, _ in }
    ) throws(LogFailure) -> Verification {
        let goal = try reader.head().position
        guard let origin = try self.origin(start) else {
            return .unsound(.missing(start, until: goal))
        }
        if start == .zero, let stray = try reader.headers(before: Position(1), limit: 1).first {
            return .unsound(.init(position: stray.position, what: "positions begin at 1"))
        }
        if let known, known.position <= start, let problem = try problem(of: known) {
            return .unsound(.init(position: known.position, what: problem))
        }
        let pass = VerificationPass(of: self, behind: origin, through: goal, known: known)
        let verification = try pass.run(progress: progress)
        if case .sound(let found) = verification, let known, found.head.position < known.position {
            return .unsound(.missing(found.head.position.next, until: known.position))
        }
        return verification
    }

    private func origin(_ start: Position) throws(LogFailure) -> LogHead? {
        guard start > .zero else { return LogHead(empty: reader.identity) }
        return try reader.head(at: start)
    }

    /// Whether a head that was kept fits an event that is otherwise taken as it is.
    private func problem(of known: LogHead) throws(LogFailure) -> String? {
        guard let kept = try origin(known.position) else { return "it is missing" }
        return kept.hash.withUnsafeBytes { known.problem(of: $0) }
    }
}
