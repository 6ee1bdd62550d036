import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct TemporalFilterTests {
    @Test func `an erasure counts always, and nothing because of it`() {
        var log = TestLog()
        log.record(NoteAdded<Trial>(text: "of another record"), "T-1", on: "2019")
        log.record(Person.Qualified(qualification: .clinician), "P-1", on: "2019")
        log.record(
            Person.Erased(legalGround: "GDPR Art. 17", decidedBy: "the ethics office"), "P-1",
            on: "2023-05-06",
            recordedAt: .noon("2023-05-06"))
        #expect(log.counting(asOf: "2018-01-01") == [3])
        #expect(log.counting(asOf: "2020-01-01") == [1, 2, 3])
    }

    @Test func `a date counts from its last possible day`() {
        var log = TestLog()
        log.record(NoteAdded<Trial>(text: "a year"), "T-1", on: "2019")
        log.record(NoteAdded<Trial>(text: "a month"), "T-2", on: "2019-02")
        log.record(NoteAdded<Trial>(text: "a day"), "T-3", on: "2019-02-03")
        log.record(NoteAdded<Trial>(text: "some day"), "T-4", on: "2018..2019-03-05")
        log.record(NoteAdded<Trial>(text: "not later"), "T-5", on: "..2019-04-06")
        #expect(log.counting(asOf: "2019-02-02") == [])
        #expect(log.counting(asOf: "2019-02-03") == [3])
        #expect(log.counting(asOf: "2019-02-28") == [2, 3])
        #expect(log.counting(asOf: "2019-03-05") == [2, 3, 4])
        #expect(log.counting(asOf: "2019-04-06") == [2, 3, 4, 5])
        #expect(log.counting(asOf: "2019-12-30") == [2, 3, 4, 5])
        #expect(log.counting(asOf: "2019-12-31") == [1, 2, 3, 4, 5])
    }

    private static let trial = Trial.Planned(title: "T", devices: [], regime: .none)

    @Test func `an undated fact counts as soon as its record does, wherever it stands`() {
        var log = TestLog()
        log.record(Self.trial, "T-1", on: "2018", recordedAt: .noon("2023-05-05"))
        log.record(NoteAdded<Trial>(text: "once"), "T-1", on: "unknown", recordedAt: .noon("2023-05-05"))
        log.record(NoteAdded<Trial>(text: "later"), "T-1", on: "2020", recordedAt: .noon("2023-05-06"))
        log.record(NoteAdded<Trial>(text: "and"), "T-1", on: "unknown", recordedAt: .noon("2023-05-07"))
        // Of a record that nothing is known of the date of, it counts as that does: now.
        log.record(Self.trial, "T-2", on: "unknown", recordedAt: .noon("2023-05-05"))
        log.record(NoteAdded<Trial>(text: "once"), "T-2", on: "unknown", recordedAt: .noon("2023-05-08"))
        #expect(log.counting(asOf: "2018-12-30") == [])
        #expect(log.counting(asOf: "2018-12-31") == [1, 2, 4])
        #expect(log.counting(asOf: "2020-12-31") == [1, 2, 3, 4])
        #expect(log.counting(asOf: "2023-05-05") == [1, 2, 3, 4, 5, 6])
    }

    @Test func `an undated alias, affiliation or position counts from the beginning, as its record does`() {
        var log = TestLog()
        log.register(institution: "USST", name: "USST")
        log.record(Institution.AliasAdded(alias: "上海理工大学", type: .localLanguage), "USST", on: "unknown")
        log.record(Institution.Affiliated(to: "SH", relation: .parent), "USST", on: "unknown")
        log.register(person: "P", name: "P")
        log.record(
            Person.PositionHeld(at: EitherID("USST" as Institution.ID), title: "Dean"), "P", on: "unknown")
        #expect(log.counting(asOf: "1950-01-01") == [1, 2, 3, 4, 5])
    }

    @Test func `an undated change counts with the first later dated event of its stream that counts`() {
        var log = TestLog()
        log.record(Self.trial, "T-1", on: "2015", recordedAt: .noon("2023-05-05"))
        log.record(Trial.Started(), "T-1", on: "unknown", recordedAt: .noon("2023-05-05"))
        log.record(NoteAdded<Trial>(text: "later"), "T-1", on: "2020-01-01", recordedAt: .noon("2023-05-06"))
        log.record(
            NoteAdded<Trial>(text: "earlier"), "T-1", on: "2018-01-01", recordedAt: .noon("2023-05-07"))
        // What has no date itself tells nothing of when the others were.
        log.record(NoteAdded<Trial>(text: "once"), "T-1", on: "unknown", recordedAt: .noon("2023-05-07"))
        #expect(log.counting(asOf: "2017-12-31") == [1, 5])
        #expect(log.counting(asOf: "2018-01-01") == [1, 2, 4, 5])
    }

    @Test func `an undated change without a later event that counts is of the day of recording`() {
        var log = TestLog()
        log.record(Self.trial, "T-1", on: "2015", recordedAt: .noon("2023-05-04"))
        log.record(Trial.Started(), "T-1", on: "unknown", recordedAt: .noon("2023-05-05"))
        log.record(NoteAdded<Trial>(text: "later"), "T-1", on: "2023-05-09", recordedAt: .noon("2023-05-09"))
        #expect(log.counting(asOf: "2023-05-04") == [1])
        #expect(log.counting(asOf: "2023-05-05") == [1, 2])
        // In a zone whose day began before noon in UTC.
        #expect(log.counting(asOf: "2023-05-05", hoursAheadOfUTC: 13) == [1])
        #expect(log.counting(asOf: "2023-05-06", hoursAheadOfUTC: 13) == [1, 2])
    }

    @Test func `an undated end never counts before what it ends`() {
        var log = TestLog()
        log.record(Self.trial, "T-1", on: "2015", recordedAt: .noon("2023-05-05"))
        log.record(
            Trial.SiteAdded(site: "A", institution: "I", investigator: "P"), "T-1", on: "2016",
            recordedAt: .noon("2023-05-05"))
        log.record(Trial.SiteActivated(site: "A"), "T-1", on: "2020", recordedAt: .noon("2023-05-05"))
        log.record(Trial.SiteClosed(site: "A"), "T-1", on: "unknown", recordedAt: .noon("2023-05-05"))
        log.record(NoteAdded<Trial>(text: "later"), "T-1", on: "2017", recordedAt: .noon("2023-05-05"))
        #expect(log.counting(asOf: "2017-12-31") == [1, 2, 5])
        #expect(log.counting(asOf: "2020-12-30") == [1, 2, 5])
        #expect(log.counting(asOf: "2020-12-31") == [1, 2, 3, 4, 5])
    }

    @Test func `an undated move never counts before the move that it follows`() {
        var log = TestLog()
        log.record(Self.trial, "T-1", on: "2015", recordedAt: .noon("2023-05-05"))
        log.record(Trial.Started(), "T-1", on: "2020", recordedAt: .noon("2023-05-05"))
        log.record(Trial.Suspended(ground: "audit"), "T-1", on: "unknown", recordedAt: .noon("2023-05-05"))
        log.record(Trial.Resumed(), "T-1", on: "unknown", recordedAt: .noon("2023-05-05"))
        log.record(NoteAdded<Trial>(text: "later"), "T-1", on: "2017", recordedAt: .noon("2023-05-05"))
        #expect(log.counting(asOf: "2017-12-31") == [1, 5])
        #expect(log.counting(asOf: "2020-12-31") == [1, 2, 3, 4, 5])
    }

    @Test func `dates that leave it open whether something happened by the day are told, and can be tried`()
        throws
    {
        var log = TestLog()
        log.record(Self.trial, "T-1", on: "2015")
        log.record(Trial.Started(), "T-1", on: "2020")
        log.record(NoteAdded<Trial>(text: "some day"), "T-1", on: "2019..2021")
        // Without a beginning a date says no more than that it was not later.
        log.record(NoteAdded<Trial>(text: "not later"), "T-1", on: "..2021")
        let day = try #require(Day("2020-06-30"))
        #expect(try log.filter(day).openDates == [.additions, .changes])
        #expect(try log.filter(try #require(Day("2019-06-30"))).openDates == .additions)
        #expect(try log.filter(try #require(Day("2018-12-31"))).openDates == [])
        func counting(_ openDates: OpenDates) throws -> [Int64] {
            let positions = try log.filter(day, openDates).positions
            return log.events.map(\.position).filter(positions.contains).map(\.number)
        }
        #expect(try counting([]) == [1])
        #expect(try counting(.changes) == [1, 2])
        #expect(try counting(.additions) == [1, 3])
        #expect(try counting([.additions, .changes]) == [1, 2, 3])
    }

    /// The headers of a stream tell what its events do, except where it is looked at as a whole.
    @Test func `headers and events come to the same`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        let dates: [PartialDate] = ["unknown", "2015", "2018-06", "2019..2021", "..2020-03", "2022-01-01"]
        for _ in 0..<300 {
            var log = TestLog()
            var recordedAt = Instant.noon("2020-01-01")
            for id in ["A", "B"] {
                log.record(
                    Self.trial, id, on: dates.randomElement(using: &random) ?? "2015", recordedAt: recordedAt)
                for _ in 0..<Int.random(in: 0...7, using: &random) {
                    recordedAt = Instant(
                        microseconds: recordedAt.microseconds + Int64.random(in: 0...400, using: &random)
                            * 86_400_000_000)
                    let events: [any Event<Trial>] = [
                        NoteAdded<Trial>(text: "n"), Trial.Started(), Trial.Completed(),
                        Trial.SiteAdded(site: "A", institution: "I", investigator: "P"),
                        Trial.SiteClosed(site: "A"),
                        Trial.OutcomeLogged(device: "D", result: .success),
                    ]
                    let event = events.randomElement(using: &random) ?? events[0]
                    log.record(
                        event, id, on: dates.randomElement(using: &random) ?? "2015", recordedAt: recordedAt)
                }
            }
            for asOf in ["2014-12-31", "2018-12-31", "2020-06-30", "2022-06-30"].compactMap({ Day($0) }) {
                let rule = CountingRule(asOf: asOf) { $0.day }
                let decoded = try log.events.map(DecodedEvent.init(decoding:))
                let streams = Dictionary(grouping: decoded, by: \.stream)
                let whole = Set(streams.values.flatMap { rule.counting($0) })
                let positions = try log.filter(asOf).positions
                #expect(
                    Set(log.events.map(\.position).filter(positions.contains)) == whole,
                    "seed \(seed), as of \(asOf)")
            }
        }
    }

    @Test func `a creation counts as soon as any event of the record does`() {
        var log = TestLog()
        let planned = Trial.Planned(
            title: "T", devices: [], sponsor: nil, design: nil, plannedSubjects: nil, regime: .none,
            gcpEdition: nil)
        log.record(planned, "T-1", on: "2021")
        log.record(Trial.Started(), "T-1", on: "2021-03-01")
        log.record(planned, "T-2", on: "2021")
        log.record(Trial.SiteAdded(site: "S", institution: "I", investigator: "P"), "T-2", on: "2022")
        #expect(log.counting(asOf: "2021-02-28") == [])
        #expect(log.counting(asOf: "2021-03-01") == [1, 2])
        #expect(log.counting(asOf: "2021-12-31") == [1, 2, 3])
    }

    @Test func `a creation of unknown date counts with what came after it`() {
        var log = TestLog()
        log.record(
            Unit.Initiated(name: "U", type: .platform, purpose: nil, initiators: [], basis: nil), "U",
            on: "unknown", recordedAt: .noon("2023-05-05"))
        log.record(
            Unit.EstablishmentApproved(authority: nil, designation: nil), "U", on: "unknown",
            recordedAt: .noon("2023-05-05"))
        log.record(Unit.Inaugurated(by: [], activity: nil), "U", on: "2019", recordedAt: .noon("2023-05-05"))
        #expect(log.counting(asOf: "2019-12-30") == [])
        #expect(log.counting(asOf: "2019-12-31") == [1, 2, 3])
    }

    @Test func `registrations count from the beginning`() {
        var log = TestLog()
        log.register(institution: "I", name: "I")
        log.register(person: "P", name: "P")
        log.register(device: "D", name: "D", type: .suture)
        log.record(
            Project.Created(
                title: "P", units: [], problems: [], institutions: [], disciplines: [], cooperative: false),
            "PR")
        #expect(log.counting(asOf: "1950-01-01") == [1, 2, 3])
        #expect(log.counting(asOf: "2022-01-01") == [1, 2, 3, 4])
    }
}

extension TestLog {
    /// The positions of the events that count as of the day.
    fileprivate func counting(asOf text: String, hoursAheadOfUTC hours: Int64 = 0) -> [Int64] {
        guard let day = Day(text) else { preconditionFailure("\(text) is no day") }
        guard let positions = try? filter(day, hoursAheadOfUTC: hours).positions else { return [-1] }
        return events.map(\.position).filter(positions.contains).map(\.number)
    }

    fileprivate func filter(
        _ day: Day, _ openDates: OpenDates = [], hoursAheadOfUTC hours: Int64 = 0
    ) throws -> TemporalFilter {
        try pages(hoursAheadOfUTC: hours).filter(day, openDates: openDates, upTo: head)
    }
}

extension EventHeader {
    init(_ event: RecordedEvent) {
        self.init(
            position: event.position, stream: event.stream, type: event.type, occurredOn: event.occurredOn,
            recordedAt: event.recordedAt)
    }
}

extension Instant {
    static func noon(_ day: String) -> Instant {
        guard let instant = Instant("\(day)T12:00:00Z") else { preconditionFailure("\(day) is no day") }
        return instant
    }
}
