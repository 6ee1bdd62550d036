import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct PersonViewTests {
    @Test func `names are unsealed on the way to the reader`() throws {
        var log = TestLog()
        log.register(person: "P-0001", name: "Wu Tao", localName: "吴涛")
        log.record(Person.AliasAdded(alias: "W. Tao"), "P-0001")
        log.record(Person.Identified(scheme: .orcid, value: "0000-0002-1825-0097"), "P-0001")
        let views = try TestViews(log)
        #expect(
            try views.list("person") == [#"{"id":"P-0001","name":"Wu Tao","localName":"吴涛","position":1}"#])
        #expect(try views.column("alias", of: "person-alias") == ["W. Tao"])
        #expect(try views.column("personName", of: "person-alias") == ["Wu Tao"])
        #expect(try views.column("value", of: "person-identifier") == ["0000-0002-1825-0097"])
    }

    @Test func `an erased person reads as erased, also by reference`() throws {
        var log = TestLog()
        log.register(person: "P-0001", name: "Wu Tao", localName: "吴涛")
        log.record(Project.MemberJoined(person: "P-0001", role: .advisor, student: nil), "PR-1")
        let views = try TestViews(log, unseal: TestSealer.unsealing(erased: ["person/P-0001"]))
        #expect(
            try views.list("person") == [
                #"{"id":"P-0001","name":"[erased]","localName":"[erased]","position":1}"#
            ])
        #expect(try views.column("personName", of: "project-member") == ["[erased]"])
    }

    @Test func `two positions are held at once, and one of them ends`() throws {
        var log = TestLog()
        log.record(
            Person.PositionHeld(
                at: EitherID("RENJI" as Institution.ID), title: "Director", department: "Surgery"),
            "P-1", on: "2015")
        log.record(
            Person.PositionHeld(at: EitherID("IMR" as Unit.ID), title: "Vice president", department: nil),
            "P-1",
            on: "2018")
        log.record(
            Person.PositionEnded(at: EitherID("RENJI" as Institution.ID), title: "Director"), "P-1",
            on: "2020")
        let views = try TestViews(log)
        #expect(try views.column("at", of: "person-position") == ["institution/RENJI", "unit/IMR"])
        #expect(try views.column("endedOn", of: "person-position") == ["2020", "-"])
    }

    @Test func `qualifications, honours and commitments are listed`() throws {
        var log = TestLog()
        log.record(
            Person.Qualified(qualification: .clinician, institution: "RENJI", discipline: "surgery"), "P-1",
            on: "2010")
        log.record(Person.HonourConferred(title: "Cheung Kong Scholar", body: "Ministry"), "P-1", on: "2014")
        log.record(Person.Committed(to: "IMR", capacity: .doctor), "P-1", on: "2019")
        log.record(Person.CommitmentEnded(to: "IMR", capacity: .doctor), "P-1", on: "2021")
        let views = try TestViews(log)
        #expect(try views.column("qualification", of: "person-qualification") == ["clinician"])
        #expect(try views.column("title", of: "person-honour") == ["Cheung Kong Scholar"])
        #expect(try views.column("endedOn", of: "person-commitment") == ["2021"])
    }

    @Test func `on what ground a person was erased, who decided so and when is listed`() throws {
        var log = TestLog()
        log.record(
            Person.Erased(legalGround: "GDPR Art. 17", decidedBy: "the ethics office"), "P-1", on: "2022-05")
        let views = try TestViews(log)
        #expect(try views.column("legalGround", of: "person-erasure") == ["GDPR Art. 17"])
        #expect(try views.column("decidedBy", of: "person-erasure") == ["the ethics office"])
        #expect(try views.column("erasedOn", of: "person-erasure") == ["2022-05"])
    }

    @Test func `why a person was not erased, who decided so and when is listed`() throws {
        var log = TestLog()
        log.record(
            Person.ErasureRefused(ground: "trial records are kept", decidedBy: "the ethics office"), "P-1",
            on: "2022-05")
        let views = try TestViews(log)
        #expect(try views.column("ground", of: "person-erasure-refusal") == ["trial records are kept"])
        #expect(try views.column("decidedBy", of: "person-erasure-refusal") == ["the ethics office"])
        #expect(try views.column("refusedOn", of: "person-erasure-refusal") == ["2022-05"])
    }
}
