import Dispatch
import Foundation
import SutureJSON
import Synchronization
import Testing

@testable import SutureDomain
@testable import SutureReadModels
@testable import SutureReports

@Suite final class ScratchViewsTests {
    private let directory: String
    private let log: TestLog

    init() throws {
        directory = NSTemporaryDirectory() + "suture-scratch-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        var log = TestLog.programme()
        log.log(.success, of: "D-1", on: "2021-04-01")
        log.log(.failure, of: "D-1", on: "2021-06")
        log.log(.partial, of: "D-1", on: "2020..2021-05-01")
        self.log = log
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    @Test func `as of a day only what had happened by then is there`() throws {
        let scratch = try ScratchViews(directory: directory, unseal: TestSealer.unsealing())
        #expect(try outcomes(scratch, Moment(asOf: Day("2021-04-30"))) == ["success"])
        #expect(try outcomes(scratch, Moment(asOf: Day("2021-05-01"))) == ["success", "partial"])
        #expect(try outcomes(scratch, Moment(asOf: Day("2021-06-30"))) == ["success", "failure", "partial"])
    }

    @Test func `known at a position or an instant only what had been recorded is there`() throws {
        let scratch = try ScratchViews(directory: directory, unseal: TestSealer.unsealing())
        #expect(try outcomes(scratch, Moment(knownAt: .position(Position(21)))) == ["success", "failure"])
        let instant = log.events[20].recordedAt
        #expect(try outcomes(scratch, Moment(knownAt: .instant(instant))) == ["success", "failure"])
        let before = Instant(microseconds: instant.microseconds - 1)
        #expect(try outcomes(scratch, Moment(knownAt: .instant(before))) == ["success"])
        #expect(
            try outcomes(scratch, Moment(asOf: Day("2021-05-01"), knownAt: .position(Position(21)))) == [
                "success"
            ])
    }

    @Test func `a position beyond the head is the head, and one before the first event is nothing`() throws {
        let scratch = try ScratchViews(directory: directory, unseal: TestSealer.unsealing())
        let future = try scratch.reader(
            at: Moment(knownAt: .position(Position(1000))), head: log.head, from: log.pages())
        #expect(future.knownAt == log.head)
        let nothing = try scratch.reader(
            at: Moment(knownAt: .position(.zero)), head: log.head, from: log.pages())
        #expect(try nothing.reader.list(ListQuery(view: "trial")).lines == [])
    }

    @Test func `figures of the past are remembered by metric, and each moment has its own`() throws {
        let scratch = try ScratchViews(directory: directory, unseal: TestSealer.unsealing())
        func report(_ day: String, explain: Bool = false) throws -> Figures {
            let moment = Moment(asOf: Day(day))
            return try scratch.reader(at: moment, head: log.head, from: log.pages())
                .reader.programme(asOf: moment.asOf, explain: explain)
        }
        let whole = try report("2021-06-30")
        #expect(!whole.figures.isEmpty)
        #expect(try report("2021-06-30") == whole)
        #expect(try report("1999-01-01").figures.map(\.value) != whole.figures.map(\.value))
        // What was counted is made anew, of the same values.
        let explained = try report("2021-06-30", explain: true)
        #expect(explained.figures.map(\.value) == whole.figures.map(\.value))
        #expect(explained.figures.contains { $0.counted?.isEmpty == false })
    }

    @Test func `a record is not found before it existed, and has the version that it had`() throws {
        let scratch = try ScratchViews(directory: directory, unseal: TestSealer.unsealing())
        let early = try scratch.reader(at: Moment(asOf: Day("2019-01-01")), head: log.head, from: log.pages())
        #expect(throws: QueryError.notFound("trial/T-1")) { try early.reader.get("trial/T-1") }
        #expect(try early.reader.get("person/P-0001").version == StreamVersion(1))
        let later = try scratch.reader(at: Moment(asOf: Day("2021-02-28")), head: log.head, from: log.pages())
        #expect(try later.reader.get("trial/T-1").version == StreamVersion(4))
    }

    @Test func `names are readable there and sealed in the file`() throws {
        let scratch = try ScratchViews(directory: directory, unseal: TestSealer.unsealing())
        let past = try scratch.reader(at: Moment(asOf: Day("2021-01-31")), head: log.head, from: log.pages())
        #expect(try past.reader.list(ListQuery(view: "person")).lines.first?.contains("Wu Tao") == true)
        for name in try FileManager.default.contentsOfDirectory(atPath: directory) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(name)"))
            #expect(bytes.range(of: Data("Wu Tao".utf8)) == nil)
        }
    }

    @Test func `one moment is made once, and what is not used any more is deleted`() throws {
        try Data().write(to: URL(fileURLWithPath: directory + "/scratch-99.db"))
        var scratch: ScratchViews? = try ScratchViews(
            directory: directory, cachedCountMax: 2, unseal: TestSealer.unsealing())
        #expect(try files() == [])
        let passes = Atomic(0)
        let pages = log.pages { passes.add(1, ordering: .relaxed) }
        let first = Moment(asOf: Day("2021-01-31"))
        for moment in [first, first, Moment(asOf: Day("2021-02-28")), first] {
            _ = try scratch?.reader(at: moment, head: log.head, from: pages)
        }
        #expect(passes.load(ordering: .relaxed) == 2)
        #expect(try files() == ["scratch-1.db", "scratch-2.db"])
        let held = try scratch?.reader(at: first, head: log.head, from: pages)
        for day in ["2021-03-31", "2021-04-30"] {
            _ = try scratch?.reader(at: Moment(asOf: Day(day)), head: log.head, from: pages)
        }
        #expect(try files() == ["scratch-1.db", "scratch-3.db", "scratch-4.db"])
        #expect(try held?.reader.list(ListQuery(view: "trial")).lines.count == 1)
        scratch = nil
        withExtendedLifetime(held) {}
    }

    @Test func `a report has the position and the hash of the last event that may count`() throws {
        let scratch = try ScratchViews(directory: directory, unseal: TestSealer.unsealing())
        for position in [Position.zero, Position(21), log.head] {
            let past = try scratch.reader(
                at: Moment(asOf: Day("2021-01-31"), knownAt: .position(position)), head: log.head,
                from: log.pages())
            let report = try past.reader.programme()
            #expect(report.knownAt == position)
            #expect(report.position == position)
            #expect(report.hash == TestLog.hash(at: position).hexadecimal)
        }
    }

    @Test(.timeLimit(.minutes(20)))
    func `while one moment is being made another one can be asked for, and the same one is waited for`()
        async throws
    {
        let scratch = try ScratchViews(directory: directory, unseal: TestSealer.unsealing())
        let log = log
        let slow = Moment(asOf: Day("2021-01-31"))
        let began = DispatchSemaphore(value: 0)
        let mayEnd = DispatchSemaphore(value: 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    try await onThread {
                        let pages = log.pages {
                            began.signal()
                            mayEnd.wait()
                        }
                        _ = try scratch.reader(at: slow, head: log.head, from: pages)
                    }
                }
            }
            try await onThread {
                began.wait()
                defer { for _ in 0..<2 { mayEnd.signal() } }
                let other = Moment(knownAt: .position(Position(21)))
                let past = try scratch.reader(at: other, head: log.head, from: log.pages())
                #expect(past.knownAt == Position(21))
            }
            try await group.waitForAll()
        }
        try await onThread { #expect(began.wait(timeout: .now()) == .timedOut, "it was made twice") }
    }

    @Test func `what could not be made is made when it is asked for again`() throws {
        let scratch = try ScratchViews(directory: directory, unseal: TestSealer.unsealing())
        let broken = LogPages(
            source: EventSource(of: []) { _ in throw TestSealer.DoesNotOpen() },
            positionKnownAt: { _ in .zero }, headersBefore: { _ in [] }, day: { $0.day })
        let moment = Moment(knownAt: .position(Position(21)))
        #expect(throws: TestSealer.DoesNotOpen.self) {
            try scratch.reader(at: moment, head: log.head, from: broken)
        }
        #expect(try files() == [])
        #expect(try outcomes(scratch, moment) == ["success", "failure"])
    }

    @Test func `a full scratch database equals the live views`() throws {
        let live = try TestViews(log)
        let scratch = try ScratchViews(directory: directory, unseal: TestSealer.unsealing())
        let past = try scratch.reader(
            at: Moment(knownAt: .position(log.head)), head: log.head, from: log.pages())
        for view in ViewCatalogue.views {
            #expect(
                try past.reader.list(ListQuery(view: view.name)).lines == live.list(view.name), "\(view.name)"
            )
        }
    }

    private func outcomes(_ scratch: ScratchViews, _ moment: Moment) throws -> [String] {
        let past = try scratch.reader(at: moment, head: log.head, from: log.pages())
        return try past.reader.list(ListQuery(view: "trial-outcome")).lines.compactMap {
            try JSONDocument(parsing: $0).root["result"]?.string
        }
    }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    }
}

/// Runs what blocks on a thread of its own, so that it holds up no other test.
private func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}

extension TestLog {
    /// In pages of four.
    /// - Parameter began: called whenever the log is read from its start.
    func pages(
        hoursAheadOfUTC hours: Int64 = 0, began: @escaping @Sendable () -> Void = {}
    ) -> LogPages {
        let events = events
        return LogPages(
            source: source { if $0 == .zero { began() } },
            positionKnownAt: { instant in
                events.last { $0.recordedAt <= instant }?.position ?? .zero
            },
            headersBefore: { position in
                events.filter { $0.position < position }.suffix(4).reversed().map { EventHeader($0) }
            },
            day: { Instant(microseconds: $0.microseconds + hours * 3_600_000_000).day })
    }
}
