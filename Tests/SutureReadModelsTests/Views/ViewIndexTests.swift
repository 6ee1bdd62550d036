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

    @Test func `a receipt spans every event of its command`() throws {
        var log = TestLog.programme()
        log.record(NoteAdded<Trial>(text: "a"), "T-1", commandID: "c-1")
        log.record(NoteAdded<Trial>(text: "b"), "T-1", commandID: "c-1")
        let views = try TestViews(log)
        let index = try ViewIndex(path: views.path)
        #expect(
            try index.receipt(of: "c-1")
                == StoredReceipt(digest: "digest-of-c-1", first: Position(20), last: Position(21)))
        #expect(try index.receipt(of: "c-2") == nil)
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
        try views.database.apply(log.events)
        #expect(try index.highestAssignedPerson() == 10)
    }
}
