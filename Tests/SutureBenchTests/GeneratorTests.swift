import SutureBench
import SutureCodec
import SutureDomain
import SutureJSON
import SutureLog
import SutureTestSupport
import Testing

/// Random programmes: valid, the same for the same seed, and written as the daemon would write them.
@Suite struct GeneratorTests {
    private static let commandCount = 3_000

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `every command is admitted when the earlier ones are recorded`(_ seed: UInt64) throws {
        var generator = ProgrammeGenerator(seed: seed, expectedCount: GeneratorTests.commandCount)
        var world = World()
        var kinds: Set<String> = []
        for _ in 0..<GeneratorTests.commandCount {
            let proposed = generator.next()
            let command = try #require(Catalogue.command(proposed.name))
            try record(command, proposed, in: &world)
            kinds.insert(String(proposed.stream.kind))
        }
        #expect(kinds == Set(Catalogue.kinds.filter { $0.isKeptByPeople }.map { $0.kind }))
    }

    private func record<Asked: Command>(
        _: Asked.Type, _ proposed: GeneratedCommand, in world: inout World
    ) throws {
        let fields = try JSONDocument(parsing: proposed.fields).root
        let command = try JSONDecoding().decode(Asked.self, from: fields)
        let context = CommandContext(
            occurredOn: proposed.occurredOn, today: day("2023-01-01"), role: .recorder)
        let id = try #require(RecordID<Asked.Subject>(String(proposed.stream.id)))
        world.apply(try world.admit(command, to: id, context).get(), to: id, on: proposed.occurredOn)
    }

    @Test func `the same seed makes the same log, and another seed another one`() async throws {
        let log = try await generated(seed: 7)
        #expect(try await generated(seed: 7).head == log.head)
        #expect(try await generated(seed: 8).head.hash != log.head.hash)
    }

    /// A change here is a change of what every benchmark runs on.
    @Test func `a programme lasts eight years, and most of it are outcomes and subjects`() async throws {
        let events = try generatedEvents(try await generated(seed: 7))
        #expect(events.first?.occurredOn == "2015-01-01")
        #expect(try #require(events.last).recordedAt.description.hasPrefix("2022-12-"))
        let counts = Dictionary(grouping: events, by: \.type).mapValues(\.count)
        #expect(counts["trial.outcome-logged", default: 0] > events.count / 3)
        #expect(counts["trial.subject-enrolled", default: 0] > events.count / 20)
        #expect(counts["person.registered", default: 0] > events.count / 50)
    }

    @Test func `every event stands in the log as the codec writes it`() async throws {
        for event in try generatedEvents(try await generated(seed: 7)) {
            let written = try EventCodec.data(of: EventCodec.event(event))
            #expect(
                String(decoding: event.data, as: UTF8.self) == String(decoding: written, as: UTF8.self),
                "\(event.type)")
        }
    }

    @Test func `a name is sealed in the log and plain in the command`() async throws {
        var generator = ProgrammeGenerator(seed: 7, expectedCount: GeneratorTests.commandCount)
        var command = generator.next()
        while command.name != "person.register" { command = generator.next() }
        let plain = try JSONDocument(parsing: command.fields).root
        #expect(plain["name"]?.string?.isEmpty == false)
        let event = try #require(
            try generatedEvents(try await generated(seed: 7)).first { $0.type == "person.registered" })
        #expect(event.stream == command.stream)
        #expect(try JSONDocument(parsing: event.data).root["name"]?["sealed"]?.string != nil)
    }

    /// As a daemon looks at a command that comes again.
    @Test func `every event has a command id of its own, with the digest of its content`() async throws {
        let events = try generatedEvents(try await generated(seed: 7))
        var ids: Set<String> = []
        var unnamedCount = 0
        for event in events {
            let metadata = try EventCodec.metadata(event.metadata)
            // Second thoughts are typed in by hand, and what follows for another record has its cause's
            // command.
            guard let origin = metadata.command, metadata.causation == nil else {
                unnamedCount += 1
                continue
            }
            ids.insert(origin.id)
            #expect(origin.digest.count == 64)
            guard event.type != "person.registered" else { continue }
            let command = try #require(EventCodec.event(event) as? any Command)
            let content = CommandContent(
                type(of: command).fullName, fields: event.data, id: String(event.stream.id),
                occurredOn: event.occurredOn, reason: metadata.reason)
            #expect(origin.digest == CommandContent.digest(content.canonicalBytes()), "\(event.type)")
        }
        #expect(ids.count == events.count - unnamedCount)
        #expect(unnamedCount < events.count / 20)
    }

    private func generated(seed: UInt64) async throws -> InMemoryEventLog {
        let log = InMemoryEventLog(identity: LogWriter.identity(seed: seed))
        let writer = LogWriter(log: log, seed: seed, eventCount: GeneratorTests.commandCount)
        try await writer.write(GeneratorTests.commandCount)
        return log
    }

    private func generatedEvents(_ log: InMemoryEventLog) throws -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        while true {
            let page = try log.reader().events(after: events.last?.position ?? .zero, limit: 1_000)
            guard !page.isEmpty else { return events }
            events += page
        }
    }
}
