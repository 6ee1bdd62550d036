import SutureCodec
import SutureDomain
import SutureLog
import SutureProgram
import SutureSQLiteLog

/// What it takes to read a record's state from its events, as the daemon does for one that is not in memory:
/// pages through the back pointers of the log, each event decoded and applied.
enum ReplayProbe {
    /// - Returns: events per second for a trial of so many events, 200 at least.
    static func run(eventCount: Int, seed: UInt64, parent: String) throws -> Double {
        let scratch = try ScratchFolder(in: parent)
        let path = scratch.file("log.db")
        let log = try SQLiteEventLog.open(path: path, newIdentity: LogWriter.identity(seed: seed))
        let events = self.events(eventCount: eventCount, seed: seed)
        _ = try log.append(events, recordedAt: Instant(microseconds: 1_600_000_000_000_000))
        try log.close()
        let reader = try LogReader.open(path: path)
        let began = KernelTime.now()
        let trial = try replay(events[0].stream, endingAt: Position(Int64(eventCount)), reader)
        let seconds = KernelTime.seconds(since: began)
        guard trial.eventCount == eventCount else { throw BenchFailure("the replay has lost events") }
        return Double(eventCount) / seconds
    }

    /// The first trial of a programme, and one of its outcomes again and again.
    private static func events(eventCount: Int, seed: UInt64) -> [NewEvent] {
        var generator = ProgrammeGenerator(seed: seed, expectedCount: 1_000_000, prefix: "", form: .event)
        var commands: [GeneratedCommand] = []
        var metadata = GeneratedMetadata(seed: seed)
        while commands.last?.name != "trial.log-outcome" {
            let command = generator.next()
            guard command.stream.isOf(Trial.kind) else { continue }
            if commands.isEmpty || commands[0].stream == command.stream { commands.append(command) }
        }
        return (1...eventCount).map { number in
            let command = commands[min(number, commands.count) - 1]
            let (type, schema) = LogWriter.eventType(of: command)
            return NewEvent(
                stream: command.stream, version: StreamVersion(Int64(number)),
                previous: Position(Int64(number - 1)), type: type, schema: schema,
                occurredOn: command.occurredOn, data: command.fields,
                metadata: metadata.bytes(
                    origin: metadata.origin(of: command), reason: command.reason))
        }
    }

    private static func replay(
        _ stream: StreamName, endingAt end: Position, _ reader: LogReader
    ) throws -> (standing: Standing<Trial>?, eventCount: Int) {
        var (pages, end): ([[RecordedEvent]], Position) = ([], end)
        while end > .zero {
            pages.append(try reader.stream(stream, endingAt: end, limit: 1_000))
            end = pages[pages.count - 1][0].previous
        }
        var (standing, count): (Standing<Trial>?, Int) = (nil, 0)
        for event in pages.reversed().joined() {
            guard let payload = try EventCodec.event(event) as? any Event<Trial> else { continue }
            if standing == nil { standing = Standing(createdOn: event.occurredOn) }
            standing?.apply(payload, on: event.occurredOn)
            count += 1
        }
        return (standing, count)
    }
}
