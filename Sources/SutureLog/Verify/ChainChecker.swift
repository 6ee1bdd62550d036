internal import SutureDomain

/// Goes along a log event by event and says what is wrong with each.
///
/// It remembers the last event of every stream it met, some 150 bytes for each, and nothing else.
struct ChainChecker {
    private(set) var head: LogHead
    private(set) var eventCount: Int64 = 0
    var streamCount: Int { streams.count }

    private let start: Position
    private let isDeep: Bool
    private var streams: [StreamName: (position: Position, version: StreamVersion)] = [:]
    private var row = CanonicalRow()

    /// - Parameter start: the event that the first one follows; it is taken as it is.
    init(behind start: LogHead, isDeep: Bool) {
        self.start = start.position
        self.isDeep = isDeep
        head = start
    }

    /// What is wrong with the next event; empty if nothing is.
    /// - Parameter lookUp: the event at a position before the start, where a stream continues from there.
    mutating func problems(
        of event: RecordedEvent, lookUp: (Position) throws(LogFailure) -> RecordedEvent?
    ) throws(LogFailure) -> [String] {
        var problems: [String] = []
        if event.recordedAt < head.recordedAt {
            problems.append("it was recorded earlier than the event before it")
        }
        if StreamName(event.stream.text) == nil {
            problems.append("its stream is no kind/id: \"\(event.stream)\"")
        }
        problems += try streamProblems(of: event, lookUp: lookUp)
        row.fill(NewEvent(event), position: event.position, recordedAt: event.recordedAt)
        if row.hash(after: head.hash) != event.hash {
            problems.append("its hash does not fit what it holds and the event before it")
        }
        if isDeep { problems += contentProblems(of: event) }
        head = LogHead(event)
        eventCount += 1
        streams[event.stream] = (event.position, event.version)
        return problems
    }

    private func streamProblems(
        of event: RecordedEvent, lookUp: (Position) throws(LogFailure) -> RecordedEvent?
    ) throws(LogFailure) -> [String] {
        var last = streams[event.stream]
        if last == nil, event.previous > .zero, event.previous <= start {
            guard let before = try lookUp(event.previous), before.stream == event.stream else {
                return ["position \(event.previous), which it says it follows, is not of \(event.stream)"]
            }
            last = (before.position, before.version)
        }
        let (position, version) = last ?? (.zero, .zero)
        var problems: [String] = []
        // What stands in a file can be any number: nothing here may overflow.
        if event.version.number &- 1 != version.number {
            problems.append("it is version \(event.version) of \(event.stream), which had \(version)")
        }
        if event.previous != position {
            problems.append(
                "it points back to \(event.previous), and the event of \(event.stream) before it is at \(position)"
            )
        }
        return problems
    }

    private func contentProblems(of event: RecordedEvent) -> [String] {
        var problems: [String] = []
        if event.occurredOn.isReversed { problems.append("\(event.occurredOn) ends before it begins") }
        if event.type.kind != event.stream.kind {
            problems.append("\(event.type) is no event of a \(event.stream.kind)")
        }
        do throws(LogFailure) {
            _ = try EventCodec.event(event)
        } catch {
            problems.append("its data cannot be read: \(error.cause)")
        }
        do throws(LogFailure) {
            _ = try EventCodec.metadata(event.metadata)
        } catch {
            problems.append("its metadata cannot be read: \(error.cause)")
        }
        return problems
    }
}
