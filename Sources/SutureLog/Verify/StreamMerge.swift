import SutureDomain
import SutureSystem

/// Puts together what was found in ranges of a log, in its order: whether streams go on from one to the next.
struct StreamMerge {
    /// The last event that was looked at.
    private(set) var head: LogHead
    private(set) var eventCount: Int64 = 0
    var streamCount: Int { streams.count }

    private let start: Position
    private let reader: LogReader
    private var streams = StreamTable()

    /// - Parameter start: the event that the first range follows.
    init(behind start: LogHead, reader: LogReader) {
        head = start
        self.start = start.position
        self.reader = reader
    }

    /// Adds the next range.
    /// - Returns: the first event up to its end that is not as it must be.
    mutating func add(_ range: RangeFindings) throws(LogFailure) -> Verification.Finding? {
        var blemish = range.blemish
        var isFound = false
        try range.streams.forEach { index, stream, last throws(LogFailure) in
            guard !isFound else { return }
            let claim = range.claims[index]
            let problems = try self.problems(of: claim, on: stream, leavingIt: last)
            guard !problems.isEmpty else { return }
            isFound = true
            if var other = blemish, other.position.number == claim.position {
                other.problems.insert(contentsOf: problems, at: other.streamProblemIndex)
                blemish = other
            } else {
                blemish = .init(position: Position(claim.position), problems: problems)
            }
        }
        if let blemish { return blemish.finding }
        if let failure = range.failure { throw failure }
        head = range.head
        eventCount += range.eventCount
        return nil
    }

    private mutating func problems(
        of claim: RangeFindings.Claim, on stream: UnsafeRawBufferPointer, leavingIt last: StreamTable.Last
    ) throws(LogFailure) -> [String] {
        var before = streams.update(stream, to: last)
        if before == nil, claim.previous > 0, claim.previous <= start.number {
            // The stream goes on from before the start.
            guard let event = try reader.event(at: Position(claim.previous)),
                event.stream.text.utf8.elementsEqual(stream)
            else {
                let name = claim.name(stream)
                return ["position \(claim.previous), which it says it follows, is not of \(name)"]
            }
            before = .init(position: event.position.number, version: event.version.number)
        }
        return claim.problems(behind: before, of: stream)
    }
}
