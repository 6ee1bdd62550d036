import SutureTestSupport
import Testing

@testable import SutureDomain

/// What begins and ends inside a record: nothing ends, and nothing happens to it, provably before it began;
/// and what ended had not ended before what happened in it.
///
/// What is held is in `HeldPairs.swift` and `HeldTrialPairs.swift`, what is not, and why, in
/// `UnheldPairs.swift`, and the ends of whole records are in ``EndTests``. Every event of every kind is in
/// one of them: a new one fails here until somebody has decided about it.
@Suite struct IntervalTests {
    /// Something that happened in 2020, and a command about it.
    struct Pair: Sendable, CustomTestStringConvertible {
        let type: EventType
        let rule: Rule
        var field = "context.occurredOn"
        /// Whether nothing of the sort happens after it, either.
        var endsToo = false
        /// The refusal of the command, if it happened on that day, after a beginning on the other.
        let ask: @Sendable (_ day: PartialDate, _ beginning: PartialDate) -> Refusal?
        var testDescription: String { "\(type) \(rule.rawValue)" }
    }

    @Test(arguments: pairs)
    func `nothing provably ends, or happens, before what it is about began`(pair: Pair) {
        for day in ["2019", "2019-12-31", "..2019-12-31", "2018..2019-06"] {
            let refusal = pair.ask(PartialDate(stringLiteral: day), "2020")
            #expect(refusal?.rule == pair.rule, "\(day): \(refusal?.message ?? "recorded")")
            #expect(refusal?.field == pair.field)
            #expect(refusal?.message.contains(day) == true && refusal?.message.contains("2020") == true)
        }
        // What is possible is recorded.
        for day in ["2020", "2020-01-01", "2019..2020-01-01", "..2020-01-01", "unknown"] {
            #expect(pair.ask(PartialDate(stringLiteral: day), "2020") == nil, "\(day)")
        }
        if !pair.endsToo { #expect(pair.ask("2021-06", "2020") == nil) }
        #expect(pair.ask("2019", "unknown") == nil)
        #expect(pair.ask("2019", "2019..2020-12-31") == nil)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `two dates collide when the whole of one lies before the whole of the other`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for pair in IntervalTests.pairs where !pair.endsToo {
            let (day, beginning) = (random.date(), random.date())
            let collides = day.isProvablyBefore(beginning)
            let refusal = pair.ask(day, beginning)
            #expect(
                (refusal?.rule == pair.rule) == collides, "seed \(seed): \(pair.type) \(day), \(beginning)")
            if !collides { #expect(refusal == nil, "seed \(seed): \(pair.type) \(day), \(beginning)") }
        }
    }

    @Test(arguments: unheld)
    func `what may well come first is recorded`(pair: Unheld) {
        for day: PartialDate in ["2019", "2019-12-31", "..2019-12-31", "2020", "2021", "unknown"] {
            let refusal = pair.ask(day, "2020")
            #expect(refusal == nil, "\(day): \(pair.why)")
        }
    }

    @Test func `of every event it is decided what it may not come before`() {
        let decided = Set(IntervalTests.pairs.map(\.type.text)).union(IntervalTests.free.keys)
        for kind in Catalogue.kinds {
            // Nothing of a record is before its beginning, which the gate asks of every command.
            for event in kind.vocabulary where (event as? any Command.Type)?.createsRecord != true {
                #expect(
                    decided.contains(event.type.text),
                    "nobody decided what \(event.type) may not come before")
            }
            for event in Catalogue.commonEvents(of: kind) where event.type.name != "unlocked" {
                #expect(IntervalTests.freeInEveryKind[String(event.type.name)] != nil, "\(event.type)")
            }
        }
        let known = Set(Catalogue.kinds.flatMap { $0.vocabulary }.map { $0.type.text })
        #expect(decided.isSubset(of: known))
        #expect(IntervalTests.pairs.allSatisfy { IntervalTests.free[$0.type.text] == nil })
    }

    @Test func `what is known better is recorded with a reason`() {
        let needle = Device.Registered(name: "N", type: .sutureNeedle, stage: .investigational, members: [])
        let world = World().with("D", needle).with(
            "T", Trial.Planned(title: "T", devices: ["D"], regime: .none),
            Trial.SiteAdded(site: "S", institution: "I", investigator: "P"),
            Trial.SubjectEnrolled(subject: "1", site: "S", consentedOn: "2020-05"), on: "2020-06")
        let harm = AdverseEvent.Reported(
            trial: "T", affected: .subject, subject: "1", device: "D", description: "cut",
            onset: "2020-05-20",
            criteria: [], outcome: .recovered)
        given(in: world).when(harm, occurredOn: "2020-05-20")
            .isRefused(
                .beforeExistence, field: "onset",
                saying: "2020-05-20 is before 1 was enrolled (2020-06); to record it needs a reason.")
        given(in: world).when(harm, occurredOn: "2020-05-20", reason: "cut while being examined").isRecorded()
    }

    @Test func `what was promised earlier and typed in later counts from then`() {
        let yuan = { Money(minorUnits: $0, currency: "CNY") }
        given(
            Fund.Drafted(unit: "U", title: "F", currency: "CNY", begins: "2015", ends: "2030"),
            in: World("unit/U", "institution/I")
        )
        .and(Fund.Pledged(source: "I", amount: yuan(10)), on: "2020")
        .and(Fund.Pledged(source: "I", amount: yuan(10)), on: "2018")
        .when(Fund.PledgeReceived(source: "I", amount: yuan(10), voucher: "V"), occurredOn: "2018-06")
        .isRecorded()
    }

    @Test func `a chain of moves keeps what is proved of the first of them`() {
        given(IntervalTests.project).and(Project.Started(), on: "2020").and(Project.Suspended())
            .when(Project.Terminated(ground: "no money"), occurredOn: "2019")
            .isRefused(
                .intervalReversed, field: "context.occurredOn",
                saying: "The present state of project/X cannot end (2019) before it began (2020).")
    }

    @Test func `what was recorded the other way round stays, and is gone on from`() {
        // As an earlier version let it pass.
        given(IntervalTests.project).and(Project.Started(), on: "2020").and(Project.Suspended(), on: "2018")
            .when(Project.Resumed(), occurredOn: "2020-06").isRecorded()
    }

    @Test func `a lock is not taken away before it was put on`() {
        let locked = given(IntervalTests.project).and(Locked<Project>(), on: "2020")
        locked.when(Unlocked<Project>(), occurredOn: "2019", reason: "typed in late", role: .steward)
            .isRefused(.intervalReversed, field: "context.occurredOn")
        locked.when(Unlocked<Project>(), occurredOn: "2020", reason: "typed in late", role: .steward)
            .isRecorded()
    }
}

extension SeededRandom {
    /// A date of one of the years around 2020, in one of the forms in which dates are written.
    fileprivate mutating func date() -> PartialDate {
        func day() -> String {
            let month = Int.random(in: 1...12, using: &self)
            let day = Int.random(in: 1...28, using: &self)
            return
                "\(Int.random(in: 2019...2021, using: &self))-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
        }
        let (one, other) = (day(), day())
        let text =
            switch Int.random(in: 0..<6, using: &self) {
            case 0: String(one.prefix(4))
            case 1: String(one.prefix(7))
            case 2: "..\(one)"
            case 3: "\(min(one, other))..\(max(one, other))"
            case 4: "unknown"
            default: one
            }
        return PartialDate(text) ?? .unknown
    }
}
