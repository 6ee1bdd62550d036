import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct TemporalFilterTests {
    @Test func `an erasure counts always, and nothing because of it`() {
        var log = TestLog()
        log.record(Person.Qualified(qualification: .clinician), "P-1", on: "2019")
        log.record(NoteAdded<Person>(text: "once"), "P-1", on: "unknown", recordedAt: .noon("2023-05-05"))
        log.record(
            Person.Erased(legalGround: "GDPR Art. 17", decidedBy: "the ethics office"), "P-1",
            on: "2023-05-06",
            recordedAt: .noon("2023-05-06"))
        #expect(log.counting(asOf: "2018-01-01") == [3])
        #expect(log.counting(asOf: "2020-01-01") == [1, 3])
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

    @Test func `an unknown date counts with the first later event of its stream that counts`() {
        var log = TestLog()
        log.record(NoteAdded<Trial>(text: "once"), "T-1", on: "unknown", recordedAt: .noon("2023-05-05"))
        log.record(NoteAdded<Trial>(text: "elsewhere"), "T-2", on: "2017", recordedAt: .noon("2023-05-05"))
        log.record(NoteAdded<Trial>(text: "later"), "T-1", on: "2020-01-01", recordedAt: .noon("2023-05-06"))
        log.record(
            NoteAdded<Trial>(text: "earlier"), "T-1", on: "2018-01-01", recordedAt: .noon("2023-05-07"))
        #expect(log.counting(asOf: "2017-12-31") == [2])
        #expect(log.counting(asOf: "2018-01-01") == [1, 2, 4])
    }

    @Test func `an unknown date without a later event that counts is the day of recording`() {
        var log = TestLog()
        log.record(NoteAdded<Trial>(text: "before"), "T-1", on: "2017-01-01", recordedAt: .noon("2023-05-04"))
        log.record(NoteAdded<Trial>(text: "once"), "T-1", on: "unknown", recordedAt: .noon("2023-05-05"))
        log.record(NoteAdded<Trial>(text: "later"), "T-1", on: "2023-05-09", recordedAt: .noon("2023-05-09"))
        #expect(log.counting(asOf: "2023-05-04") == [1])
        #expect(log.counting(asOf: "2023-05-05") == [1, 2])
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
    fileprivate func counting(asOf text: String) -> [Int64] {
        guard let day = Day(text) else { preconditionFailure("\(text) is no day") }
        var filter = TemporalFilter(asOf: day)
        return events.reversed().filter { filter.counts(EventHeader($0)) }.map(\.position.number).reversed()
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
