import SutureTestSupport
import Testing

@testable import SutureDomain

/// The end of a record, held against everything else that its kind knows: what is refused after the end keeps
/// the end from being put before it, so that it does not matter what is typed in first.
@Suite struct EndTests {
    /// A record that may end now, and its end.
    struct End: Sendable, CustomTestStringConvertible {
        let kind: any Record.Type
        let type: EventType
        /// The refusal of the end on that day, after an event of that type on the other.
        let ask: @Sendable (_ day: PartialDate, _ type: EventType, _ fact: PartialDate) throws -> Refusal?
        var testDescription: String { "\(type)" }
    }

    /// - Parameter settled: what must have happened besides, whatever else did.
    private static func end<Ending: RecordableEvent>(
        _ given: Given, _ ending: Ending, settled: any Event<Ending.Subject>...
    ) -> End {
        End(kind: Ending.Subject.self, type: Ending.type) { day, type, fact in
            let known = try #require(Catalogue.event(type))
            let sample = try #require(known.init(from: ShapeReader()) as? any Event<Ending.Subject>)
            let happened = settled.reduce(given.and(sample, on: fact)) { $0.and($1) }
            return happened.when(ending, occurredOn: day, role: .steward).refusal
        }
    }

    static let ends: [End] = {
        let world = World("institution/I", "unit/U", "person/P", "project/J", "device/D")
        let raised = Problem.Raised(institution: "I", statement: "bleeding")
        let project = IntervalTests.project
        let activity = given(Activity.Planned(types: [], title: "F", organisers: []))
        let student = given(Student.Enrolled(person: "P", level: .master, home: "I"))
        let trial = given(Trial.Planned(title: "T", devices: ["D"], regime: .none), Trial.Started())
        return [
            end(
                given(Agreement.Drafted(title: "A", type: .framework, object: "all", parties: ["I", "U"])),
                Agreement.Terminated()),
            end(given(Unit.Initiated(name: "X", type: .platform, initiators: [])), Unit.Closed()),
            end(given(raised), Problem.Declined(ground: "solved")),
            end(given(raised, Problem.Accepted(), in: world), Problem.Resolved(project: "J")),
            end(given(project, Project.Started()), Project.Completed(summary: "done")),
            end(given(project), Project.Terminated(ground: "no money")),
            end(given(Screening.Opened(unit: "U", title: "round", criteria: [])), Screening.Closed()),
            end(activity, Activity.Held()),
            end(activity, Activity.Cancelled(ground: "rain")),
            end(
                given(
                    Achievement.Recorded(
                        type: .paper, title: "A", units: [], projects: [], devices: [], persons: [])),
                Achievement.Retracted(ground: "wrong")),
            end(student, Student.Withdrawn(ground: "work")),
            end(student, Student.Completed()),
            end(
                given(Instructor.Selected(person: "P", school: "U", project: "J")),
                Instructor.Ended(ground: "old")),
            end(
                given(Fund.Drafted(unit: "U", title: "F", currency: "CNY", begins: "2015", ends: "2030")),
                Fund.Closed()),
            end(trial, Trial.Completed()),
            end(trial, Trial.Terminated(ground: "harm")),
            end(
                given(
                    AdverseEvent.Reported(
                        affected: .user, device: "D", description: "cut", onset: "unknown", criteria: [],
                        outcome: .recovered)), AdverseEvent.Closed()),
            end(
                given(
                    Deficiency.Reported(
                        device: "D", type: .quality, description: "blunt", couldHaveLedToSeriousEvent: false)),
                Deficiency.Closed()),
            end(
                given(
                    Assessment.Announced(
                        title: "A", organiser: "I", year: 2021, ratingScale: ["Excellent"], criteria: []),
                    Assessment.UnitEntered(unit: "X"), in: world), Assessment.ResultsReleased(by: "I"),
                settled: Assessment.ResultDetermined(unit: "X", rating: "Excellent")),
        ]
    }()

    /// What may happen to a record before its end and after it.
    static let accepted = [
        "unit.alias-added": "how it is called, too, one may learn of what is gone",
        "project.screened": "a completed project is distinguished after its end, too",
        "trial.site-closed": "the last site is closed when the trial is over",
        "trial.results-published": "what came of the trial is known after it",
        "adverse-event.followed-up": "what is learned of harm is never refused",
        "adverse-event.notified": "whoever was told was told, however late that is typed in",
        "deficiency.notified": "whoever was told was told, however late that is typed in",
    ]

    @Test(arguments: ends)
    func `a record does not end before what happened to it`(end: End) throws {
        for event in Catalogue.events(of: end.kind)
        where event.effect != .moves && event.type != end.kind.vocabulary.first?.type {
            let isFree =
                EndTests.accepted[event.type.text] != nil
                || Catalogue.commonEvents(of: end.kind)
                    .contains { $0.type == event.type }
            #expect(
                isFree != event.precedesTheEnd, "nobody decided whether \(event.type) may come after the end")
            // A lock is a refusal of another sort.
            if event.type.name == "locked" { continue }
            for day: PartialDate in ["2019", "..2019-12-31", "2018..2019-06"] {
                let refusal = try end.ask(day, event.type, "2020")
                guard event.precedesTheEnd else {
                    #expect(refusal == nil, "\(end.type), \(event.type): \(refusal?.message ?? "")")
                    continue
                }
                #expect(
                    refusal?.rule == .intervalReversed,
                    "\(end.type), \(event.type): \(refusal?.message ?? "-")")
                #expect(refusal?.field == "context.occurredOn")
                #expect(refusal?.message.contains("(\(day))") == true)
                #expect(refusal?.message.contains("\(event.type) (2020)") == true)
            }
            for day: PartialDate in ["2020", "2020-01-01", "2019..2020", "2021", "unknown"] {
                #expect(try end.ask(day, event.type, "2020") == nil, "\(end.type), \(event.type), \(day)")
            }
            #expect(try end.ask("2019", event.type, "unknown") == nil)
            #expect(try end.ask("2019", event.type, "2019..2020") == nil)
        }
    }

    @Test func `there is an end of every kind that ends`() throws {
        let asked = Set(EndTests.ends.map(\.type.text))
        for kind in Catalogue.kinds { try check(kind, asked) }
    }

    private func check<Subject: Record>(_ kind: Subject.Type, _ asked: Set<String>) throws {
        for type in kind.vocabulary {
            var standing = Standing<Subject>(createdOn: "2020")
            let event = try #require(type.init(from: ShapeReader()) as? any Event<Subject>)
            standing.apply(event, on: "2020")
            #expect((standing.state.endedOn != nil) == asked.contains(type.type.text), "\(type.type)")
        }
    }

    @Test func `the end is held against the latest of what happened, in whatever order that was typed in`() {
        given(IntervalTests.project, Project.Started())
            .and(Project.Renamed(title: "B"), on: "2021-03").and(Project.Renamed(title: "A"), on: "2020")
            .when(Project.Completed(summary: "done"), occurredOn: "2020-06")
            .isRefused(
                .intervalReversed, field: "context.occurredOn",
                saying: "project/X cannot end (2020-06) before project.renamed (2021-03).")
    }

    @Test func `an end is not put before what happened since the record was opened again`() {
        let event = AdverseEvent.Reported(
            affected: .user, device: "D", description: "cut", onset: "2019", criteria: [], outcome: .recovered
        )
        given(event, AdverseEvent.Closed(), AdverseEvent.Reopened(ground: "pain"))
            .and(AdverseEvent.Revised(severity: .severe), on: "2020-06")
            .when(AdverseEvent.Closed(), occurredOn: "2020-05")
            .isRefused(.intervalReversed, field: "context.occurredOn")
    }

    /// So a void of one of many outcomes does not look at all that came after it.
    @Test func `a record that lost a fact refuses no more than before, one whose fact came later does`() {
        func standing(_ days: PartialDate...) -> Standing<Trial> {
            var standing = Standing<Trial>(createdOn: "2020")
            standing.apply(Trial.Started(), on: "2020")
            for day in days {
                standing.apply(Trial.OutcomeLogged(device: "D", result: .success, site: "S"), on: day)
            }
            return standing
        }
        let both = standing("2020-03", "2020-05")
        #expect(standing("2020-03").refusesNoMore(than: both))
        #expect(standing().refusesNoMore(than: both))
        #expect(standing("2020-05", "2020-03").refusesNoMore(than: both))
        #expect(!standing("2020-06").refusesNoMore(than: both))
        #expect(!both.refusesNoMore(than: standing("2020-03")))
        var other = standing("2020-03")
        other.apply(Trial.Suspended(ground: "audit"), on: "unknown")
        #expect(!other.refusesNoMore(than: both))
    }
}
