import SutureDomain
import SutureLog
import SutureSystem
import Testing

/// What every log must do, whatever engine keeps it.
@Suite struct EventLogContractTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: LogEngineKind.allCases) func `an empty log has a head of its own`(
        _ engine: LogEngineKind
    ) throws {
        let log = try engine.open(in: folder)
        #expect(log.identity == .sample)
        #expect(log.head == LogHead(position: .zero, hash: LogIdentity.sample.hash, recordedAt: .creation))
        #expect(try log.events(after: .zero, limit: 10).isEmpty)
        #expect(try log.event(at: Position(1)) == nil)
        #expect(try log.event(at: .zero) == nil)
    }

    @Test(arguments: LogEngineKind.allCases) func `positions count on from batch to batch`(
        _ engine: LogEngineKind
    ) throws {
        let log = try engine.open(in: folder)
        let first = try log.append(NewEvent.notes(1...3), recordedAt: .seconds(1))
        let second = try log.append(NewEvent.notes(4...5), recordedAt: .seconds(2))
        #expect(first.map(\.position.number) == [1, 2, 3])
        #expect(second.map(\.position.number) == [4, 5])
        #expect(log.head == second.last.map { LogHead($0) })
    }

    @Test(arguments: LogEngineKind.allCases) func `what is read is what append returned`(
        _ engine: LogEngineKind
    ) throws {
        let log = try engine.open(in: folder)
        let event = NewEvent.note("缝合 \u{1F9F5}\\u0000", occurredOn: "2020..2022-11-07")
        let recorded = try log.append([event] + NewEvent.notes(2...4), recordedAt: .seconds(1))
        #expect(try log.events(after: .zero, limit: 10) == recorded)
        #expect(try log.event(at: Position(1)) == recorded.first)
        #expect(recorded.first?.data == event.data)
        #expect(recorded.first?.occurredOn.text == "2020..2022-11-07")
    }

    @Test(arguments: LogEngineKind.allCases) func `a page begins behind a position and is limited`(
        _ engine: LogEngineKind
    ) throws {
        let log = try engine.open(in: folder)
        _ = try log.append(NewEvent.notes(1...9), recordedAt: .seconds(1))
        #expect(try log.events(after: Position(3), limit: 2).map(\.position.number) == [4, 5])
        #expect(try log.events(after: Position(8), limit: 5).map(\.position.number) == [9])
        #expect(try log.events(after: Position(9), limit: 5).isEmpty)
        #expect(try log.events(after: .zero, limit: 0).isEmpty)
    }

    @Test(arguments: LogEngineKind.allCases) func `each hash covers the one before`(_ engine: LogEngineKind)
        throws
    {
        let log = try engine.open(in: folder)
        let once = try log.append([.note("a")], recordedAt: .seconds(1))
        let again = try log.append([.note("a", on: "trial/T-002")], recordedAt: .seconds(1))
        #expect(once[0].hash.count == 32)
        #expect(once[0].hash != again[0].hash)
    }

    @Test func `both logs give the same hashes`() throws {
        let heads = try LogEngineKind.allCases.map { engine in
            let log = try engine.open(in: folder)
            _ = try log.append(NewEvent.notes(1...50), recordedAt: .seconds(1))
            return log.head
        }
        #expect(heads[0] == heads[1])
    }

    @Test(arguments: LogEngineKind.allCases) func `time never goes back`(_ engine: LogEngineKind) throws {
        let log = try engine.open(in: folder)
        let early = try log.append([.note("before the log was made")], recordedAt: .seconds(-5))
        let late = try log.append(NewEvent.notes(2...2), recordedAt: .seconds(7))
        let back = try log.append(NewEvent.notes(3...3), recordedAt: .seconds(6))
        #expect((early + late + back).map(\.recordedAt) == [.creation, .seconds(7), .seconds(7)])
    }

    @Test(arguments: LogEngineKind.allCases) func `no events are no transaction`(_ engine: LogEngineKind)
        throws
    {
        let log = try engine.open(in: folder)
        #expect(try log.append([], recordedAt: .seconds(9)).isEmpty)
        #expect(log.head.recordedAt == .creation)
    }

    static let discontinuous: [NewEvent] = [
        .note("no version", version: 0, previous: 0),
        .note("a first version behind another event", version: 1, previous: 1),
        .note("a second version behind none", version: 2, previous: 0),
        .note("behind itself", version: 2, previous: 3),
        .note("behind one to come", version: 2, previous: 4),
        .note("behind a negative position", version: 2, previous: -1),
    ]

    @Test(arguments: LogEngineKind.allCases, discontinuous)
    func `a batch with an event that continues nothing is refused as a whole`(
        _ engine: LogEngineKind, _ event: NewEvent
    ) throws {
        let log = try engine.open(in: folder)
        _ = try log.append(NewEvent.notes(1...1), recordedAt: .seconds(1))
        let head = log.head
        let failure = #expect(throws: LogFailure.self) {
            try log.append(NewEvent.notes(2...2) + [event], recordedAt: .seconds(2))
        }
        #expect(failure?.kind == .inconsistent)
        #expect(failure?.position == Position(3))
        #expect(log.head == head)
        #expect(try log.events(after: .zero, limit: 10).count == 1)
        #expect(try log.append(NewEvent.notes(2...2), recordedAt: .seconds(2)).count == 1)
    }

    // MARK: Being there

    @Test(arguments: LogEngineKind.allCases) func `a log that is there can be written, and tidied up`(
        _ engine: LogEngineKind
    ) throws {
        let log = try engine.open(in: folder)
        try log.requireInPlace()
        try log.probe()
        _ = try log.append(NewEvent.notes(1...2), recordedAt: .seconds(1))
        try log.checkpointIfNeeded()
        try log.probe()
        #expect(try log.events(after: .zero, limit: 10).count == 2)
        try log.close()
    }
}
