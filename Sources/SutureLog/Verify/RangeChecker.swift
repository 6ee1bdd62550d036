import SutureCodec
import SutureDomain
import SutureSystem

/// Goes along a range of a log event by event, up to the first that is not as it must be.
///
/// A hash is checked against the *stored* one of the row before, so several ranges can be checked at once.
/// What the range cannot know is how streams stood before it: ``StreamMerge`` adds that.
struct RangeChecker: ~Copyable {
    private(set) var findings: RangeFindings

    private let known: LogHead?
    private let isDeep: Bool
    private var row: CanonicalRow
    private var position: Int64
    private var recordedAt: Int64
    /// An event whose content cannot be read, until it is known, behind this page, whether it was voided.
    private var suspect: (stream: StreamName, problems: [String])?
    /// Whole runs of events have the same metadata, which needs to be read once.
    private var readableMetadata: [UInt8] = []

    /// - Parameters:
    ///   - start: the event that the first one follows; it is taken as it is.
    ///   - known: a head that was kept elsewhere.
    init(behind start: LogHead, known: LogHead?, isDeep: Bool) {
        findings = RangeFindings(head: start)
        self.known = known
        self.isDeep = isDeep
        row = CanonicalRow(after: start.hash)
        position = start.position.number
        recordedAt = start.recordedAt.microseconds
    }

    /// Looks through the log up to that position, page by page.
    /// - Parameters:
    ///   - goal: how far the log is known to go.
    ///   - checked: told after each page how many events it had.
    mutating func check(
        _ reader: LogReader, through end: Position, goal: Position, pageEventCount: Int,
        checked: (Int64) -> Void
    ) {
        do throws(LogFailure) {
            while findings.blemish == nil, position < end.number {
                let before = position
                let limit = min(Int64(pageEventCount), end.number - position)
                _ = try reader.scan(after: Position(position), limit: Int(limit)) { event in
                    check(event)
                    return findings.blemish == nil && suspect == nil
                }
                try judgeSuspect(reader)
                if position == before, findings.blemish == nil { lose(until: goal) }
                checked(position - before)
            }
        } catch {
            findings.failure = error
        }
        findings.head = LogHead(
            position: Position(position), hash: row.previousHash,
            recordedAt: Instant(microseconds: recordedAt))
    }

    /// An event that cannot be read and was voided further on is passed over, as by every other reader.
    private mutating func judgeSuspect(_ reader: LogReader) throws(LogFailure) {
        guard let suspect else { return }
        self.suspect = nil
        guard try reader.void(ofUndecodable: Position(position), of: suspect.stream) == nil else { return }
        findings.blemish = .init(position: Position(position), problems: suspect.problems)
    }

    private mutating func lose(until next: Position) {
        let missing = Verification.Finding.missing(Position(position + 1), until: next)
        findings.blemish = .init(position: missing.position, problems: [missing.what])
    }

    private mutating func check(_ event: EventRow) {
        guard event.position == position + 1 else { return lose(until: Position(event.position)) }
        var problems: [String] = []
        if event.recordedAt < recordedAt {
            problems.append("it was recorded earlier than the event before it")
        }
        if !StreamName.isWellFormed(event.stream) {
            problems.append("its stream is no kind/id: \"\(String(decoding: event.stream, as: UTF8.self))\"")
        }
        let streamProblemIndex = problems.count
        problems += streamProblems(of: event)
        row.fill(event)
        if !row.hasHash(event.hash) {
            problems.append(CanonicalRow.misfit)
        }
        let unread = isDeep ? readingProblems(of: event) : nil
        if isDeep { problems += contentProblems(of: event) + (unread?.problems ?? []) }
        if let known, known.position.number == event.position, let problem = known.problem(of: event.hash) {
            problems.append(problem)
        }
        row.continues(event.hash)
        position = event.position
        recordedAt = event.recordedAt
        findings.eventCount += 1
        guard !problems.isEmpty else { return }
        if let unread, unread.mayBeVoided, problems == unread.problems {
            suspect = (StreamName(recorded: String(decoding: event.stream, as: UTF8.self)), problems)
        } else {
            findings.blemish = .init(
                position: Position(position), problems: problems, streamProblemIndex: streamProblemIndex)
        }
    }

    private mutating func streamProblems(of event: EventRow) -> [String] {
        let claim = RangeFindings.Claim(
            position: event.position, version: event.version, previous: event.previous)
        let last = StreamTable.Last(position: event.position, version: event.version)
        if let before = findings.streams.update(event.stream, to: last) {
            return claim.problems(behind: before, of: event.stream)
        }
        findings.claims.append(claim)
        return []
    }

    private func contentProblems(of row: EventRow) -> [String] {
        var problems: [String] = []
        let type = EventType(String(decoding: row.type, as: UTF8.self))
        let kind = StreamName(recorded: String(decoding: row.stream, as: UTF8.self)).kind
        if let date = try? row.date(), date.isReversed { problems.append("\(date) ends before it begins") }
        if type.kind != kind { problems.append("\(type) is no event of a \(kind)") }
        return problems
    }

    /// What of the event cannot be decoded; `nil` if all can. One of a type that this build does not know is
    /// not to be voided by accident: a later version may read it.
    private mutating func readingProblems(of row: EventRow) -> (problems: [String], mayBeVoided: Bool)? {
        var problems: [String] = []
        var mayBeVoided = true
        do throws(LogFailure) {
            _ = try EventCodec.event(
                type: EventType(String(decoding: row.type, as: UTF8.self)), schema: Int(row.schema),
                data: Array(row.data))
        } catch {
            problems.append("its data cannot be read: \(error.cause)")
            mayBeVoided = error.kind == .undecodable
        }
        if !readableMetadata.elementsEqual(row.metadata) {
            do throws(LogFailure) {
                let metadata = Array(row.metadata)
                _ = try EventCodec.metadata(metadata)
                readableMetadata = metadata
            } catch {
                problems.append("its metadata cannot be read: \(error.cause)")
            }
        }
        do throws(LogFailure) {
            _ = try row.date()
        } catch {
            problems.append(error.cause)
        }
        return problems.isEmpty ? nil : (problems, mayBeVoided)
    }
}
