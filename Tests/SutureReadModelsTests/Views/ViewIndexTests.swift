import GRDB
import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct ViewIndexTests {
    @Test func `the head of a stream is its last event`() throws {
        let views = try TestViews(.programme())
        let index = try ViewIndex(path: views.path)
        #expect(
            try index.head(of: "project/PR-1")
                == StreamHead(version: StreamVersion(4), position: Position(11)))
        #expect(try index.head(of: "project/PR-2") == nil)
    }

    @Test func `a receipt names the first event of its command`() throws {
        var log = TestLog.programme()
        for text in ["a", "b", "c"] as [Prose] {
            log.record(NoteAdded<Trial>(text: text), "T-1", commandID: "c-1")
        }
        log.record(NoteAdded<Trial>(text: "d"), "T-1", commandID: "c-2")
        // The events of one command may come in several transactions, with a restart between them.
        let views = try TestViews()
        try views.apply(log.events.prefix(20))
        try views.apply(log.events[20..<21])
        try views.database.close()
        try ViewsDatabase(path: views.path).apply(
            log.events.suffix(2).map(DecodedEvent.init(decoding:)), from: log.source())
        let index = try ViewIndex(path: views.path)
        #expect(try index.receiptCandidates(of: "c-1") == [Position(20)])
        #expect(try index.receiptCandidates(of: "c-2") == [Position(23)])
        #expect(try index.receiptCandidates(of: "c-3") == [])
        let atOnce = try TestViews(log)
        #expect(try compareViews(views.path, with: atOnce.path) == nil)
    }

    @Test func `a name is looked up however its accents were typed`() throws {
        var log = TestLog()
        log.register(institution: "A", name: "Caf\u{E9}")
        log.register(institution: "B", name: "Cafe\u{301}")
        let views = try TestViews(log)
        let index = try ViewIndex(path: views.path)
        for name in ["Caf\u{E9}", "Cafe\u{301}"] {
            #expect(
                try index.candidates(for: .name(name)).map(\.description).sorted() == [
                    "institution/A", "institution/B",
                ])
        }
    }

    @Test func `ids with the same hash are all proposed, the earliest first`() throws {
        let views = try TestViews(.programme())
        let hash = CommandHash(of: "c-1").number
        try DatabaseQueue(path: views.path).write {
            try $0.execute(sql: "INSERT INTO receipt VALUES (?1, 7), (?1, 3)", arguments: [hash])
        }
        let index = try ViewIndex(path: views.path)
        #expect(try index.receiptCandidates(of: "c-1") == [Position(3), Position(7)])
    }

    @Test func `the hash of an id is stored, so it never changes`() {
        #expect(CommandHash(of: "").number == -1_166_397_806_311_636_992)
        #expect(CommandHash(of: "c-1").number == -1_166_397_806_305_137_359)
        #expect(CommandHash(of: "ward-7-000041").number == -3_626_111_475_544_738_767)
        #expect(
            CommandHash(of: "0190b1f2-7c3a-7d00-8000-000000000001").number
                == -4_710_629_084_727_594_959)
    }

    @Test func `ids that count up lie side by side`() {
        let hashes = (0..<100).map { CommandHash(of: "ward-7-00\($0 + 1_000)").number }
        #expect(hashes == hashes.sorted())
        #expect(hashes[99] - hashes[0] < 1 << 32)
        #expect(CommandHash(of: "ward-7-000041") != CommandHash(of: "ward-8-000041"))
    }

    @Test func `lookups of one snapshot see one state, and afterwards the latest`() throws {
        var log = TestLog.programme()
        let views = try TestViews(log)
        let index = try ViewIndex(path: views.path)
        index.beginSnapshot()
        log.record(NoteAdded<Trial>(text: "before the first lookup"), "T-1")
        try views.apply(log.events.suffix(1))
        #expect(try index.head(of: "trial/T-1")?.position == Position(20))
        log.record(NoteAdded<Trial>(text: "after it"), "T-1", commandID: "c-1")
        try views.apply(log.events.suffix(1))
        #expect(try index.head(of: "trial/T-1")?.position == Position(20))
        #expect(try index.receiptCandidates(of: "c-1") == [])
        try index.endSnapshot()
        #expect(try index.head(of: "trial/T-1")?.position == Position(21))
        index.beginSnapshot()
        try index.endSnapshot()
        #expect(try index.receiptCandidates(of: "c-1") == [Position(21)])
    }

    @Test func `a name proposes everything that is or was called so`() throws {
        var log = TestLog.programme()
        log.record(Institution.AliasAdded(alias: "IMR", type: .acronym), "RENJI")
        log.record(Unit.AliasAdded(alias: "IMR", type: .acronym), "IMR")
        log.record(Unit.Renamed(name: "Institute of Robots"), "IMR")
        let views = try TestViews(log)
        let index = try ViewIndex(path: views.path)
        #expect(try index.candidates(for: .name("IMR")) == ["institution/RENJI", "unit/IMR"])
        #expect(try index.candidates(for: .name("Institute of Medical Robotics")) == ["unit/IMR"])
        #expect(try index.candidates(for: .name("Wu Tao")) == [])
        #expect(try index.candidates(for: .name("Deep wounds")) == [])
    }

    @Test func `a person proposes enrolments and appointments`() throws {
        var log = TestLog.programme()
        log.record(
            Instructor.Selected(person: "P-0001", school: "IMR", project: "PR-1", termEnds: nil), "I-1")
        let views = try TestViews(log)
        let index = try ViewIndex(path: views.path)
        #expect(try index.candidates(for: .enrolment(person: "P-0002", programme: "IMR")) == ["student/S-1"])
        #expect(try index.candidates(for: .enrolment(person: "P-0001", programme: "IMR")) == [])
        #expect(
            try index.candidates(for: .appointment(person: "P-0001", project: "PR-1", on: "2022"))
                == ["instructor/I-1"])
        #expect(
            try index.candidates(for: .instructorship(person: "P-0001", on: "2022")) == ["instructor/I-1"])
    }

    @Test func `the highest assigned id is found among others`() throws {
        let views = try TestViews()
        let index = try ViewIndex(path: views.path)
        #expect(try index.highestAssignedPerson() == 0)
        var log = TestLog()
        for id in [
            "P-0009", "P-0010", "P-99", "P-00099", "P-x", "P-12a", "Q-0099", "P-", "P-99999999999999999999",
        ] {
            log.register(person: id, name: "Somebody")
        }
        try views.apply(log.events)
        #expect(try index.highestAssignedPerson() == 10)
        log.register(person: "P-12345", name: "Somebody")
        log.register(person: "P-123456789", name: "Somebody")
        log.register(person: "P-1234567890", name: "Somebody")
        try views.apply(Array(log.events.suffix(3)))
        #expect(try index.highestAssignedPerson() == 123_456_789)
    }

    @Test func `who was erased is found by name, and by what came behind a position`() throws {
        var log = TestLog.programme()
        let views = try TestViews(log)
        let index = try ViewIndex(path: views.path)
        #expect(try !index.isErased("person/P-0001"))
        #expect(try index.erased(after: .zero) == [])
        for id in ["P-0002", "P-0001"] {
            log.record(Person.Erased(legalGround: "GDPR Art. 17", decidedBy: "the ethics office"), id)
        }
        try views.apply(log.events.suffix(2))
        #expect(try index.isErased("person/P-0001"))
        #expect(try !index.isErased("person/P-0003"))
        let first = log.events[log.events.count - 2].position
        #expect(try index.erased(after: .zero) == ["person/P-0002", "person/P-0001"])
        #expect(try index.erased(after: first) == ["person/P-0001"])
        #expect(try index.erased(after: log.head) == [])
    }

    @Test func `the highest assigned id is read off an index`() throws {
        let views = try TestViews()
        let plan = try DatabaseQueue(path: views.path).read { database in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(AssignedPersons.highestSQL)")
        }
        #expect(plan.count == 1)
        #expect(plan.first?["detail"] == "SEARCH stream_head USING COVERING INDEX person_by_assigned_number")
    }
}
