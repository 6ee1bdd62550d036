import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct PersonTests {
    let wuTao = Person.Registered(name: "Wu Tao", localName: "吴韬")
    let world = World("institution/SHSMU", "unit/GS")
    let vicePresident = Person.PositionHeld(at: EitherID("SHSMU" as Institution.ID), title: "Vice President")

    @Test func `every event of a person is recorded`() {
        var story = Story(of: Person.self, in: world)
        story.record(wuTao)
        story.record(Person.AliasAdded(alias: "T. Wu"))
        story.record(vicePresident)
        story.record(Person.PositionEnded(at: vicePresident.at, title: "Vice President"))
        story.record(Person.HonourConferred(title: "academician"))
        story.record(Person.Qualified(qualification: .clinician, institution: "SHSMU"))
        story.record(Person.Committed(to: "GS", capacity: .doctor))
        story.record(Person.CommitmentEnded(to: "GS", capacity: .doctor))
        story.record(Person.Identified(scheme: .orcid, value: "0000-0002-1825-0097"))
        story.record(Person.ErasureRefused(ground: "kept by law", decidedBy: "the ethics office"))
        story.record(NoteAdded<Person>(text: "Speaks English."))
        story.record(
            AttachmentLinked<Person>(
                name: "cv.pdf", mediaType: "application/pdf", size: 0,
                sha256: String(repeating: "AB", count: 32)))
        story.record(erased)
        #expect(story.untold == [])
    }

    // MARK: Erasure

    let erased = Person.Erased(legalGround: "GDPR Art. 17", decidedBy: "the data protection officer")

    @Test func `nothing more is recorded about an erased person`() {
        let history = given(wuTao, erased, in: world)
        history.when(erased).isRefused(
            .personErased, field: "id",
            saying: "The data of person/X were erased, so nothing more is recorded about this person.")
        history.when(wuTao).isRefused(.personErased, field: "id")
        history.when(vicePresident).isRefused(.personErased, field: "id")
        history.when(Person.AliasAdded(alias: "T. Wu")).isRefused(.personErased, field: "id")
        history.when(NoteAdded<Person>(text: "Speaks English.")).isRefused(.personErased, field: "id")
        history.when(Person.ErasureRefused(ground: "kept by law", decidedBy: "the ethics office"))
            .isRefused(.personErased, field: "id")
    }

    @Test func `nobody refers to an erased person, in whatever field`() {
        let world = World("unit/GS", "institution/SHSMU").with("P", wuTao).with("P", erased)
            .with("Q", wuTao)
        let project = given(
            Project.Created(
                title: "Needles", units: ["GS"], problems: [], institutions: [], disciplines: [],
                cooperative: true),
            in: world)
        project.when(Project.MemberJoined(person: "Q", role: .advisor, student: nil)).isRecorded()
        project.when(Project.MemberJoined(person: "P", role: .advisor, student: nil))
            .isRefused(
                .personErased, field: "person",
                saying: "The data of person/P were erased, so nothing more is recorded about this person.")
        given(Unit.Initiated(name: "Institute", type: .researchInstitute, initiators: []), in: world)
            .when(Unit.Inaugurated(by: ["Q", "P"], activity: nil)).isRefused(.personErased, field: "by")
    }

    @Test func `the data of a person are erased by a steward, whatever was refused before`() {
        #expect(Person.Erased.requiredRole == .steward)
        given(wuTao, Person.ErasureRefused(ground: "kept by law", decidedBy: "the ethics office"), in: world)
            .when(erased, role: .steward).isRecorded()
        given(in: world).when(erased).isNotFound()
    }

    // MARK: Positions

    @Test func `two positions at one place are held at once, and none twice`() {
        let history = given(wuTao, vicePresident, in: world)
        history.when(Person.PositionHeld(at: vicePresident.at, title: "Deputy Secretary")).isRecorded()
        history.when(vicePresident).isRefused(.alreadyExists, field: "title")
    }

    @Test func `a position at a unit is held like one at an institution`() {
        given(wuTao, in: world)
            .when(Person.PositionHeld(at: EitherID("GS" as Unit.ID), title: "Dean")).isRecorded()
    }

    @Test func `a position at neither an institution nor a unit is refused`() throws {
        let at = try #require(EitherID<Institution, Unit>("trial/T-1"))
        given(wuTao, in: World("trial/T-1")).when(Person.PositionHeld(at: at, title: "Dean"))
            .isRefused(
                .wrongKind, field: "at", saying: "at must be of kind institution or unit, not trial/T-1.")
    }

    @Test func `only a position that is held ends, and not before it began`() {
        let end = Person.PositionEnded(at: vicePresident.at, title: "Vice President")
        given(wuTao, in: world).when(end).isRefused(.notFound, field: "title")
        let holder = given(wuTao, in: world).and(vicePresident, on: "2019-03")
        holder.when(end, occurredOn: "2019").isRecorded()
        holder.when(end, occurredOn: "2018").isRefused(.intervalReversed, field: "context.occurredOn")
    }

    @Test func `a position that has ended is held anew`() {
        let end = Person.PositionEnded(at: vicePresident.at, title: "Vice President")
        given(wuTao, vicePresident, end, in: world).when(vicePresident).isRecorded()
    }

    // MARK: Commitments

    @Test func `one commitment in each capacity stands at a time`() {
        let doctor = Person.Committed(to: "GS", capacity: .doctor)
        let history = given(wuTao, doctor, in: world)
        history.when(Person.Committed(to: "GS", capacity: .teacher)).isRecorded()
        history.when(doctor).isRefused(.alreadyExists, field: "to")
    }

    @Test func `only a commitment that stands ends, and not before it began`() {
        let end = Person.CommitmentEnded(to: "GS", capacity: .doctor)
        given(wuTao, in: world).when(end).isRefused(.notFound, field: "to")
        let committed = given(wuTao, in: world).and(Person.Committed(to: "GS", capacity: .doctor), on: "2020")
        committed.when(end, occurredOn: "2021").isRecorded()
        committed.when(end, occurredOn: "2019").isRefused(.intervalReversed, field: "context.occurredOn")
    }

    // MARK: Identifiers

    @Test(arguments: ["0000-0002-1825-0097", "0000-0002-1694-233X", "https://orcid.org/0000-0001-5109-3700"])
    func `an ORCID iD whose check digit fits is recorded`(value: String) {
        given(wuTao).when(Person.Identified(scheme: .orcid, value: .plain(value))).isRecorded()
    }

    @Test(arguments: ["0000-0002-1825-0098", "0000000218250097", "0000-0002-1825-009", ""])
    func `an ORCID iD that does not fit is refused and not repeated`(value: String) {
        given(wuTao).when(Person.Identified(scheme: .orcid, value: .plain(value)))
            .isRefused(
                .badIdentifier, field: "value",
                saying:
                    "An ORCID iD has four groups of four digits with hyphens between them; its check digit "
                    + "must fit.")
    }

    @Test func `a staff number has no check digit`() {
        given(wuTao).when(Person.Identified(scheme: .staffNumber, value: "17")).isRecorded()
    }

    // MARK: Qualifications

    @Test func `a qualification holds from its day on`() throws {
        let world = World().with("P", Person.Qualified(qualification: .clinician), on: "2020-05")
        let person = try #require(world.find("P" as Person.ID))
        #expect(person.isQualified(as: .clinician))
        #expect(!person.isQualified(as: .researcher))
        #expect(person.wasQualified(as: .clinician, on: "2020-05-20"))
        #expect(person.wasQualified(as: .clinician, on: "unknown"))
        #expect(!person.wasQualified(as: .clinician, on: "2020-04"))
    }
}
