import SutureTestSupport
import Testing

@testable import SutureDomain

/// What is checked in one place for every command.
@Suite struct AdmissionTests {
    let unit = Unit.Initiated(name: "Institute", type: .researchInstitute, initiators: [])
    let report = Unit.StatusReported(text: "running well")

    // MARK: Existence

    @Test func `a record is created once`() {
        given(unit).when(unit).isRefused(.alreadyExists, field: "id", saying: "unit/X exists already.")
    }

    @Test func `a command about a record that does not exist finds nothing`() {
        given().when(report).isNotFound()
        given().when(NoteAdded<Unit>(text: "X")).isNotFound()
    }

    // MARK: References

    @Test func `a reference to a record that does not exist is refused by its field`() {
        given(unit).when(Unit.MemberJoined(institution: "USST", role: .member))
            .isRefused(.notFound, field: "institution", saying: "institution/USST does not exist.")
    }

    @Test func `a reference to a record of another kind is refused by its field`() throws {
        let text = "person/P-1"
        let stranger = try #require(Institution.ID(text))
        given(unit, in: World("person/P-1")).when(Unit.MemberJoined(institution: stranger, role: .member))
            .isRefused(
                .wrongKind, field: "institution",
                saying: "institution must be of kind institution, not person/P-1.")
    }

    @Test func `every reference of a list is looked at`() {
        given(unit, in: World("institution/A")).when(Unit.EstablishmentApplied(applicants: ["A", "B"]))
            .isRefused(.notFound, field: "applicants", saying: "institution/B does not exist.")
    }

    // MARK: Time

    @Test(arguments: ["2022-11-07", "2022-11", "2022", "..2030", "2022-11-07..2030", "unknown"])
    func `what may have happened by today is taken`(date: String) {
        given(unit).when(report, occurredOn: PartialDate(stringLiteral: date)).isRecorded()
    }

    @Test(arguments: ["2022-11-08", "2022-12", "2023", "2022-11-08..2030"])
    func `what cannot have happened yet is refused`(date: String) {
        given(unit).when(report, occurredOn: PartialDate(stringLiteral: date))
            .isRefused(
                .occurredInFuture, field: "context.occurredOn",
                saying: "\(date) has not come yet; today is 2022-11-07.")
    }

    @Test func `a range that ends before it begins is refused wherever it stands`() {
        given(unit).when(report, occurredOn: "2021..2020")
            .isRefused(
                .intervalReversed, field: "context.occurredOn", saying: "2021..2020 ends before it begins.")
        given(unit).when(
            Unit.ObjectiveSet(objective: "O", type: .objective, statement: "X", due: "2021..2020")
        )
        .isRefused(.intervalReversed, field: "due")
    }

    @Test(arguments: ["2019-09-26", "2019-09", "2019", "..2030", "unknown"])
    func `what may have happened after the record came into being is taken`(date: String) {
        given(unit, on: "2019-09-26").when(report, occurredOn: PartialDate(stringLiteral: date)).isRecorded()
    }

    @Test(arguments: ["2019-09-25", "2019-08", "2018", "..2019-09-25"])
    func `what provably happened before that is refused`(date: String) {
        given(unit, on: "2019-09-26").when(report, occurredOn: PartialDate(stringLiteral: date))
            .isRefused(
                .beforeExistence, field: "context.occurredOn",
                saying: "\(date) is before unit/X came into being (2019-09-26).")
    }

    @Test func `nothing is before the existence of what was merely registered with us`() {
        let person = Person.Registered(name: "Ding Xiaodong")
        given(person, on: "2022").when(Person.HonourConferred(title: "X"), occurredOn: "1987").isRecorded()
        #expect(
            Catalogue.kinds.filter { $0.countsFromTheBeginning }.map { $0.kind }
                == ["institution", "person", "device", "source"])
    }

    // MARK: The end

    @Test func `a fact is taken after the end only if it may have occurred before`() {
        let closed = given(unit).and(Unit.Closed(), on: "2021-06..2021-07")
        closed.when(report, occurredOn: "2021-07-31").isRecorded()
        closed.when(report, occurredOn: "unknown").isRecorded()
        closed.when(report, occurredOn: "2021-08")
            .isRefused(
                .recordClosed, field: "context.occurredOn",
                saying: "unit/X had ended (2021-06..2021-07) before 2021-08.")
    }

    @Test func `notes and attachments are taken for ever`() {
        given(unit).and(Unit.Closed(), on: "2021").when(NoteAdded<Unit>(text: "X")).isRecorded()
    }

    struct Unsaid: Command {
        static let command: CommandName = "unsaid"
        func decide(
            _ unit: Unit, in records: some Records, _ context: CommandContext
        ) throws(Refusal) -> [any Event<Unit>] { [NoteAdded(text: "X")] }
    }

    struct Refused: Command {
        static let command: CommandName = "refused"
        static let afterTheEnd = AfterTheEnd.refused
        func decide(
            _ unit: Unit, in records: some Records, _ context: CommandContext
        ) throws(Refusal) -> [any Event<Unit>] { [] }
    }

    @Test func `a command that says nothing else is of the record's life, and none of it is after the end`() {
        let closed = given(unit).and(Unit.Closed(), on: "2021")
        closed.when(Unsaid(), occurredOn: "2020").isRecorded(as: NoteAdded<Unit>(text: "X"))
        closed.when(Unsaid(), occurredOn: "2022")
            .isRefused(
                .recordClosed, field: "context.occurredOn",
                saying: "unit/X had ended (2021) before 2022.")
    }

    @Test func `what is refused after the end is refused whenever it occurred`() {
        given(unit).and(Unit.Closed(), on: "2021").when(Refused(), occurredOn: "2020")
            .isRefused(.recordClosed, saying: "unit/X has ended (2021).")
    }

    // MARK: Attachments

    @Test(arguments: [("0f", 31, "sha256"), ("0f", 33, "sha256"), ("0g", 32, "sha256")])
    func `a digest has 64 hexadecimal digits`(byte: String, count: Int, field: String) {
        given(unit).when(
            AttachmentLinked<Unit>(
                name: "X", mediaType: "text/plain", size: 1, sha256: String(repeating: byte, count: count))
        )
        .isRefused(.badIdentifier, field: field)
    }

    @Test func `a size is not negative`() {
        given(unit).when(
            AttachmentLinked<Unit>(
                name: "X", mediaType: "text/plain", size: -1, sha256: String(repeating: "0f", count: 32))
        )
        .isRefused(.badIdentifier, field: "size")
    }
}
