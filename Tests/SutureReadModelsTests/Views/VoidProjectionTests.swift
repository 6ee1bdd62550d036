import SutureJSON
import Testing

@testable import SutureDomain
@testable import SutureReadModels

/// What was voided leaves no trace in the rows, and what corrects another event stands in its place.
@Suite struct VoidProjectionTests {
    @Test func `an event that was voided leaves no trace in its stream's rows`() throws {
        var log = TestLog.programme()
        let wrong = log.log(.failure, of: "D-1")
        log.log(.success, of: "D-1")
        let void = log.record(Voided<Trial>(position: wrong), "T-1")
        let views = try TestViews(log)
        #expect(try views.column("result", of: "trial-outcome") == ["success"])
        #expect(
            try views.list("void") == [
                #"{"record":"trial/T-1","recordName":"Deep wounds","voided":\#(wrong),"voidedOn":"2022-01-01","position":\#(void)}"#
            ])
        #expect(try views.reader.head(of: "trial/T-1")?.position == void)
        #expect(try views.reader.voids(of: "trial/T-1") == [wrong: void])
        #expect(try views.reader.voids(from: wrong.next, through: void) == [:])
    }

    @Test func `a correction stands in the place of what it corrects`() throws {
        var log = TestLog.programme()
        let wrong = log.record(Project.Renamed(title: "Neddles"), "PR-1")
        log.record(Project.Renamed(title: "Needles and sutures"), "PR-1")
        log.record(Voided<Project>(position: wrong, replacedBy: log.head.next.next), "PR-1")
        let correction = log.record(Project.Renamed(title: "Needles"), "PR-1")
        let views = try TestViews(log)
        #expect(try views.column("title", of: "project") == ["Needles and sutures"])
        #expect(try views.column("title", of: "project", where: #"{"title":"Needles"}"#) == [])
        log.record(Voided<Project>(position: correction, replacedBy: log.head.next.next), "PR-1")
        log.record(Project.Renamed(title: "Knots"), "PR-1")
        try views.apply(log.events.suffix(2))
        #expect(try views.column("title", of: "project") == ["Needles and sutures"])
    }

    @Test(arguments: [false, true])
    func `a void and what it names may come in several transactions`(isReopened: Bool) throws {
        var log = TestLog.programme()
        let wrong = log.record(Project.Renamed(title: "Neddles"), "PR-1")
        log.record(Project.Renamed(title: "Needles and sutures"), "PR-1")
        log.record(Voided<Project>(position: wrong, replacedBy: log.head.next.next), "PR-1")
        let views = try TestViews(log)
        log.record(Project.Renamed(title: "Needles"), "PR-1")
        if isReopened {
            try views.database.close()
            let last = try log.events.suffix(1).map(DecodedEvent.init(decoding:))
            try ViewsDatabase(path: views.path).apply(last, from: log.source())
        } else {
            try views.apply(log.events.suffix(1))
        }
        #expect(try views.column("title", of: "project") == ["Needles and sutures"])
    }

    @Test func `a creation that was voided leaves no record, and may be made again`() throws {
        var log = TestLog()
        let wrong = log.register(institution: "I-1", name: "Hospital")
        log.record(Voided<Institution>(position: wrong), "I-1")
        let views = try TestViews(log)
        #expect(try views.list("institution") == [])
        #expect(throws: QueryError.notFound("institution/I-1")) { try views.reader.get("institution/I-1") }
        #expect(
            try ViewIndex(path: views.path).head(of: "institution/I-1")
                == StreamHead(version: StreamVersion(2), position: Position(2), isVoid: true))
        log.register(institution: "I-1", name: "Renji Hospital")
        try views.apply(log.events.suffix(1))
        #expect(try views.record("institution/I-1")["name"]?.string == "Renji Hospital")
        #expect(try ViewIndex(path: views.path).head(of: "institution/I-1")?.isVoid == false)
    }

    @Test func `an id that was assigned to a person is never assigned again`() throws {
        var log = TestLog()
        log.record(Voided<Person>(position: log.register(person: "P-0007", name: "Wu Tao")), "P-0007")
        let views = try TestViews(log)
        #expect(try ViewIndex(path: views.path).highestAssignedPerson() == 7)
    }

    @Test(arguments: [0x0DD, 0xBAD, 0x5EA, 0xF00, 0xCAB] as [UInt64])
    func `views that followed voids and corrections equal those made at once`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let log = VoidProjectionTests.history(of: 400, using: &random)
        let followed = try TestViews()
        var rest = log.events[...]
        while !rest.isEmpty {
            let page = rest.prefix(Int.random(in: 1...40, using: &random))
            rest = rest.dropFirst(page.count)
            try followed.apply(page)
        }
        let made = followed.directory + "/made.db"
        try ViewsDatabase.make(path: made, from: log.source(), upTo: log.head)
        let difference = try compareViews(made, with: followed.path)
        #expect(difference == nil, "seed \(seed): \(difference.map { "\($0)" } ?? "")")
        // At a moment of the past it is as if the log had ended there.
        let middle = Position(200)
        let past = followed.directory + "/past.db"
        try ViewsDatabase.make(path: past, from: log.source(), upTo: middle)
        let other = try TestViews()
        try other.apply(log.events.prefix(200))
        #expect(try compareViews(past, with: other.path) == nil, "seed \(seed)")
    }

    @Test func `what counts as of a day is decided with voids and corrections`() throws {
        var log = TestLog()
        log.record(
            Trial.Planned(
                title: "T", devices: [], sponsor: nil, design: nil, plannedSubjects: nil, regime: .none,
                gcpEdition: nil), "T-1", on: "2021-01-01")
        let early = log.record(NoteAdded<Trial>(text: "early"), "T-1", on: "2021-02-01")
        log.record(NoteAdded<Trial>(text: "undated"), "T-1", on: "unknown")
        log.record(Trial.Started(), "T-1", on: "unknown")
        let wrong = log.record(NoteAdded<Trial>(text: "wrong day"), "T-1", on: "2021-03-01")
        log.record(Voided<Trial>(position: early), "T-1", on: "2022-01-01")
        log.record(Voided<Trial>(position: wrong, replacedBy: log.head.next.next), "T-1", on: "2022-01-01")
        log.record(NoteAdded<Trial>(text: "right day"), "T-1", on: "2021-06-01")
        let scratch = try TestViews()
        let views = try ScratchViews(directory: scratch.directory, unseal: TestSealer.unsealing())
        func notes(asOf: String, knownAt: Position? = nil) throws -> [String] {
            let moment = Moment(asOf: Day(asOf), knownAt: knownAt.map { .position($0) })
            let past = try views.reader(at: moment, head: log.head, from: log.pages())
            return try past.reader.list(ListQuery(view: "note")).lines.compactMap {
                try JSONDocument(parsing: $0).root["text"]?.string
            }
        }
        func status(asOf: String) throws -> [String] {
            let past = try views.reader(at: Moment(asOf: Day(asOf)), head: log.head, from: log.pages())
            return try past.reader.list(ListQuery(view: "trial")).lines.compactMap {
                try JSONDocument(parsing: $0).root["status"]?.string
            }
        }
        #expect(try notes(asOf: "2020-12-31") == [])
        #expect(try notes(asOf: "2021-04-01") == ["undated"])
        #expect(try notes(asOf: "2021-06-01") == ["undated", "right day"])
        // The undated start counts from the first later event that does: the corrected one, on its new day.
        #expect(try status(asOf: "2021-05-31") == ["planned"])
        #expect(try status(asOf: "2021-06-01") == ["running"])
        // As was known before the voids.
        #expect(try notes(asOf: "2021-04-01", knownAt: wrong) == ["early", "undated", "wrong day"])
    }

    /// Events of every type on three records of each kind, some of which are voided or corrected later.
    private static func history(of count: Int, using random: inout SeededRandom) -> TestLog {
        var log = TestLog()
        var standing: [(position: Position, type: any Event.Type, stream: StreamName)] = []
        let types = Catalogue.kinds.flatMap { Catalogue.events(of: $0) }.filter { $0.isVoidable }
        while log.events.count < count {
            if Int.random(in: 0..<4, using: &random) == 0, !standing.isEmpty {
                let index = standing.indices.randomElement(using: &random) ?? 0
                let target = standing.remove(at: index)
                let isCorrected = Bool.random(using: &random)
                let replacement = isCorrected ? #","replacedBy":\#(log.head.next.next)"# : ""
                log.record(
                    type: EventType("\(target.stream.kind).voided"), stream: target.stream,
                    data: Array(#"{"position":\#(target.position)\#(replacement)}"#.utf8))
                guard isCorrected else { continue }
                let position = log.record(
                    type: target.type.type, stream: target.stream, data: Specimen.bytes(of: target.type),
                    on: "2020")
                standing.append((position, target.type, target.stream))
            } else if let type = types.randomElement(using: &random),
                let id = ["A", "B", "R-person"].randomElement(using: &random)
            {
                let stream = StreamName(kind: String(type.type.kind), id: id)
                let position = log.record(
                    type: type.type, stream: stream, data: Specimen.bytes(of: type))
                standing.append((position, type, stream))
            }
        }
        return log
    }
}
