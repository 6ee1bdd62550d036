package import SutureDomain

/// Proves that a log is as it was written: no gap, no version twice, every pointer and every hash in place.
///
/// What it cannot see alone is a tail that was cut off, or a log rewritten with all its hashes. Both show against a
/// head that was kept elsewhere.
package struct LogVerifier {
    /// How many of the last events are looked at when the daemon starts.
    package static let startCheckEventCount: Int64 = 1_000
    private static let pageEventCount = 1_000

    private let reader: LogReader
    private let isDeep: Bool

    /// - Parameter isDeep: whether data and metadata are decoded as well, by what this build knows of them.
    package init(reader: LogReader, isDeep: Bool = false) {
        self.reader = reader
        self.isDeep = isDeep
    }

    /// The check at start: the last 1,000 events, taking the one before them as it is.
    package func verifyTail() throws(LogFailure) -> Verification {
        let head = try reader.head()
        return try verify(after: Position(max(0, head.position.number - LogVerifier.startCheckEventCount)))
    }

    /// Looks through the log up to its head as it is now; the daemon may go on writing.
    /// - Parameters:
    ///   - start: the event there is taken as it is; zero for the whole log.
    ///   - known: a head that was kept elsewhere.
    ///   - progress: told after each page how far it is, and how far it has to go.
    package func verify(
        after start: Position = .zero, known: LogHead? = nil,
        progress: (_ done: Position, _ goal: Position) -> Void = { _, _ in }
    ) throws(LogFailure) -> Verification {
        let goal = try reader.head().position
        guard let origin = try self.origin(start) else {
            return .unsound(missing(start, until: goal))
        }
        if start == .zero, let stray = try reader.headers(before: Position(1), limit: 1).first {
            return .unsound(.init(position: stray.position, what: "positions begin at 1"))
        }
        if let known, known.position <= start, let problem = try problem(of: known) {
            return .unsound(.init(position: known.position, what: problem))
        }
        var checker = ChainChecker(behind: origin, isDeep: isDeep)
        while checker.head.position < goal {
            let (events, broken) = try page(after: checker.head.position)
            for event in events {
                if let finding = try check(event, with: &checker, known: known) { return .unsound(finding) }
            }
            if let broken { return .unsound(broken) }
            if events.isEmpty { return .unsound(missing(checker.head.position.next, until: goal)) }
            progress(checker.head.position, goal)
        }
        if let known, checker.head.position < known.position {
            return .unsound(missing(checker.head.position.next, until: known.position))
        }
        return .sound(
            .init(eventCount: checker.eventCount, streamCount: checker.streamCount, head: checker.head))
    }

    private func origin(_ start: Position) throws(LogFailure) -> LogHead? {
        guard start > .zero else { return LogHead(empty: reader.identity) }
        return try reader.event(at: start).map { LogHead($0) }
    }

    private func check(
        _ event: RecordedEvent, with checker: inout ChainChecker, known: LogHead?
    ) throws(LogFailure) -> Verification.Finding? {
        let expected = checker.head.position.next
        guard event.position == expected else { return missing(expected, until: event.position) }
        var problems = try checker.problems(of: event) { position throws(LogFailure) in
            try reader.event(at: position)
        }
        if let known, known.position == event.position, let problem = self.problem(event.hash, known) {
            problems.append(problem)
        }
        return problems.isEmpty
            ? nil : .init(position: event.position, what: problems.joined(separator: "; "))
    }

    /// Whether a head that was kept fits an event that is otherwise taken as it is.
    private func problem(of known: LogHead) throws(LogFailure) -> String? {
        guard let kept = try origin(known.position) else { return "it is missing" }
        return problem(kept.hash, known)
    }

    private func problem(_ hash: [UInt8], _ known: LogHead) -> String? {
        guard hash != known.hash else { return nil }
        return "its hash is \(hash.hexadecimal), and \(known.hash.hexadecimal) was kept elsewhere"
    }

    /// The next events, and what is wrong with the one behind them if it cannot be read at all.
    private func page(
        after position: Position
    ) throws(LogFailure) -> ([RecordedEvent], broken: Verification.Finding?) {
        do throws(LogFailure) {
            return (try reader.events(after: position, limit: LogVerifier.pageEventCount), nil)
        } catch {
            guard error.kind == .corrupt, let broken = error.position else { throw error }
            let readable = Int(broken.number - position.number - 1)
            return (
                try reader.events(after: position, limit: readable),
                .init(position: broken, what: error.cause)
            )
        }
    }

    private func missing(_ position: Position, until next: Position) -> Verification.Finding {
        .init(position: position, what: "it is missing; the log must go on to position \(next)")
    }
}
