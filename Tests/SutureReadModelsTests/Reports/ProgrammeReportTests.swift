import SutureJSON
import Testing

@testable import SutureDomain
@testable import SutureReadModels
@testable import SutureReports

@Suite struct ProgrammeReportTests {
    @Test func `who left has entered and is no longer in`() throws {
        var log = TestLog.programme()
        log.join(student: "S-2", person: "P-0003", home: "USST")
        log.join(student: "S-3", person: "P-0004", home: "USST")
        log.record(
            Project.Created(
                title: "Short", units: [], problems: [], institutions: [], disciplines: [], cooperative: false
            ), "PR-2")
        log.join(student: "S-4", person: "P-0005", home: "USST", project: "PR-2")
        log.record(Project.MemberLeft(person: "P-0003", role: .graduateStudent, ground: nil), "PR-1")
        log.record(Student.Completed(award: nil), "S-3")
        log.record(Project.Terminated(ground: "no money"), "PR-2")
        let reader = try TestViews(log).kept
        #expect(try reader.value("students.graduate.entered-projects") == 4)
        #expect(try reader.value("students.graduate.in-projects") == 1)
        #expect(try reader.value("projects.with-graduate-students") == 2)
    }

    @Test func `a person who joined two projects is one person`() throws {
        var log = TestLog.programme()
        log.record(
            Project.MemberJoined(person: "P-0002", role: .graduateStudent, student: "S-1"), "PR-2")
        let reader = try TestViews(log).kept
        #expect(try reader.value("students.graduate.entered-projects") == 1)
        #expect(try reader.value("projects.with-graduate-students") == 2)
    }

    @Test func `a home includes what is below it by affiliation`() throws {
        var log = TestLog.programme()
        log.join(student: "S-2", person: "P-0003", home: "USST")
        log.join(student: "S-3", person: "P-0004", home: "OTHER")
        log.record(Institution.Affiliated(to: "RENJI", relation: .successorOf), "OTHER")
        let reader = try TestViews(log).kept
        #expect(try reader.value("students.graduate.entered-projects", "USST") == 2)
        #expect(try reader.value("students.graduate.entered-projects", "RENJI") == 1)
        #expect(try reader.value("students.graduate.entered-projects", "OTHER") == 1)
        #expect(try reader.value("students.graduate.entered-projects") == 3)
    }

    @Test func `affiliations in a loop end`() throws {
        var log = TestLog.programme()
        log.record(Institution.Affiliated(to: "RENJI", relation: .memberOf), "USST")
        #expect(try TestViews(log).kept.value("students.graduate.entered-projects", "RENJI") == 1)
    }

    @Test func `doctors and doctoral candidates are kept apart, and only live commitments count`() throws {
        var log = TestLog()
        for (person, capacity) in [
            ("P-1", Person.Capacity.doctor), ("P-2", .doctor), ("P-3", .doctoralCandidate), ("P-4", .teacher),
        ] {
            log.record(Person.Committed(to: "IMR", capacity: capacity), person)
        }
        log.record(Person.Committed(to: "CENTRE", capacity: .doctor), "P-1")
        log.record(Person.CommitmentEnded(to: "IMR", capacity: .doctor), "P-2")
        let reader = try TestViews(log).kept
        #expect(try reader.value("doctors.committed") == 1)
        #expect(try reader.value("doctors.committed", "IMR") == 1)
        #expect(try reader.value("doctors.committed", "CENTRE") == 1)
        #expect(try reader.value("doctoral-candidates.committed") == 1)
    }

    @Test func `instructors count once, whatever became of them`() throws {
        var log = TestLog()
        for (id, person): (String, Person.ID) in [("I-1", "P-1"), ("I-2", "P-1"), ("I-3", "P-2")] {
            log.record(Instructor.Selected(person: person, school: "U", project: "PR", termEnds: nil), id)
        }
        log.record(Instructor.Ended(ground: "retired"), "I-3")
        #expect(try TestViews(log).kept.value("instructors.joint-training.selected") == 2)
    }

    @Test func `cooperative projects count once started, key ones once designated`() throws {
        var log = TestLog.programme()
        log.record(
            Project.Created(
                title: "Alone", units: ["IMR"], problems: [], institutions: [], disciplines: [],
                cooperative: false), "PR-2")
        log.record(Project.Started(), "PR-2")
        log.record(
            Project.Created(
                title: "Not yet", units: [], problems: [], institutions: [], disciplines: [],
                cooperative: true),
            "PR-3")
        log.record(Project.KeyDesignated(ground: "best"), "PR-2")
        log.record(Project.Completed(summary: "done"), "PR-1")
        let reader = try TestViews(log).kept
        #expect(try reader.value("projects.cooperative.carried-out") == 1)
        #expect(try reader.value("projects.cooperative.carried-out", "IMR") == 1)
        #expect(try reader.value("projects.cooperative.carried-out", "CENTRE") == 0)
        #expect(try reader.value("projects.key") == 1)
    }

    @Test func `students participated by enrolment or by membership`() throws {
        var log = TestLog.programme()
        log.record(
            Student.Enrolled(
                person: "P-0009", level: .undergraduate, home: "USST", school: nil, programme: nil),
            "S-9")
        log.record(
            Project.MemberJoined(person: "P-0010", role: .undergraduateStudent, student: "S-10"), "PR-1")
        let reader = try TestViews(log).kept
        #expect(try reader.value("students.participated") == 3)
        #expect(try reader.value("students.participated", "IMR") == 1)
    }

    @Test func `members are those with a name and those without`() throws {
        var log = TestLog.programme()
        for institution: Institution.ID in ["A", "B", "C", "D"] {
            log.record(
                Unit.MemberJoined(institution: institution, role: .member, formerlyUnnamed: nil), "IMR")
        }
        log.record(Unit.UnnamedMembersRecorded(count: 7, description: "others"), "IMR")
        let reader = try TestViews(log).kept
        #expect(try reader.value("members", "IMR") == 11)
        let figure = try reader.reader.figure("members", "IMR", explain: true)
        #expect(
            figure.counted?.map { "\($0.record) \($0.label) \($0.count)" } == [
                "institution/A institution/A 1", "institution/B institution/B 1",
                "institution/C institution/C 1", "institution/D institution/D 1",
                "unit/IMR Institute of Medical Robotics 7",
            ])
    }

    @Test func `of a set in a started trial its members count`() throws {
        var log = TestLog.programme()
        log.register(device: "D-9", name: "Knife", type: .ultrasonicKnife)
        log.record(
            Trial.Planned(
                title: "Later", devices: ["D-9"], sponsor: nil, design: nil, plannedSubjects: nil,
                regime: .none,
                gcpEdition: nil), "T-2")
        log.record(
            Trial.FeedbackRecorded(
                device: "D-SET", sentiment: .acclaimed, institution: nil, person: nil, text: "great"), "T-1")
        log.record(
            Trial.FeedbackRecorded(
                device: "D-1", sentiment: .positive, institution: nil, person: nil, text: "good"), "T-1")
        let reader = try TestViews(log).kept
        let figure = try reader.reader.figure("devices.in-trials", explain: true)
        #expect(figure.value == 2)
        #expect(figure.counted?.map(\.label) == ["Needle 3/8", "Silk 2-0"])
        #expect(try reader.value("devices.in-trials", "suture_needle") == 1)
        #expect(try reader.value("feedback.acclaimed") == 1)
        #expect(try reader.value("feedback.acclaimed", "suture") == 1)
        #expect(try reader.value("feedback.acclaimed", "other") == 0)
    }

    @Test func `feedback has its figure on a day from which its device is not in the trial yet`() throws {
        var log = TestLog.programme()
        log.record(
            Device.Registered(
                name: "Scalpel", type: .ultrasonicKnife, stage: nil, project: nil, developer: nil,
                intendedUse: nil, model: nil, catalogueNumber: nil, members: []), "D-9")
        log.record(
            Trial.FeedbackRecorded(
                device: "D-9", sentiment: .acclaimed, institution: nil, person: nil, text: "great"), "T-1")
        let figures = try TestViews(log).kept.reader.programme(metric: "feedback.acclaimed").figures
        #expect(figures.first { $0.parameters == ["type": "ultrasonic_knife"] }?.value == 1)
    }

    @Test func `a device that was never registered counts as itself`() throws {
        var log = TestLog()
        log.record(
            Trial.Planned(
                title: "T", devices: ["D-X"], sponsor: nil, design: nil, plannedSubjects: nil, regime: .none,
                gcpEdition: nil), "T-1")
        log.record(Trial.Started(), "T-1")
        let figure = try TestViews(log).kept.reader.figure("devices.in-trials", explain: true)
        #expect(figure.counted?.map(\.label) == ["device/D-X"])
    }

    @Test func `the report shows every figure overall and for each value of its parameter`() throws {
        var log = TestLog.programme()
        log.record(Unit.Inaugurated(by: [], activity: nil), "IMR")
        let report = try TestViews(log).kept.reader.programme(asOf: Day("2022-11-07"))
        #expect(report.knownAt == log.head)
        #expect(report.position == log.head)
        #expect(report.hash == TestLog.hash(at: log.head).hexadecimal)
        #expect(report.asOf == "2022-11-07")
        #expect(
            report.figures.map { "\($0.metric) \($0.parameters) \($0.value ?? -1) \($0.unit)" } == [
                "students.graduate.entered-projects [:] 1 persons",
                #"students.graduate.entered-projects ["home": "RENJI"] 1 persons"#,
                #"students.graduate.entered-projects ["home": "USST"] 1 persons"#,
                "students.graduate.in-projects [:] 1 persons",
                #"students.graduate.in-projects ["home": "RENJI"] 1 persons"#,
                #"students.graduate.in-projects ["home": "USST"] 1 persons"#,
                "projects.with-graduate-students [:] 1 projects",
                #"projects.with-graduate-students ["home": "RENJI"] 1 projects"#,
                #"projects.with-graduate-students ["home": "USST"] 1 projects"#,
                "students.participated [:] 1 persons",
                #"students.participated ["programme": "IMR"] 1 persons"#,
                "projects.cooperative.carried-out [:] 1 projects",
                #"projects.cooperative.carried-out ["unit": "IMR"] 1 projects"#,
                "projects.key [:] 0 projects", #"projects.key ["unit": "IMR"] 0 projects"#,
                "units.inaugurated [:] 1 units",
                "agreements.signed [:] 0 agreements", "activities.held [:] 0 activities",
                "doctors.committed [:] 0 persons", "doctoral-candidates.committed [:] 0 persons",
                "instructors.joint-training.selected [:] 0 persons",
                "devices.in-trials [:] 2 devices",
                #"devices.in-trials ["type": "suture"] 1 devices"#,
                #"devices.in-trials ["type": "suture_needle"] 1 devices"#,
                "feedback.acclaimed [:] 0 statements",
                #"feedback.acclaimed ["type": "suture"] 0 statements"#,
                #"feedback.acclaimed ["type": "suture_needle"] 0 statements"#,
                "achievements [:] 0 achievements",
                "achievements.applied-clinically [:] 0 achievements",
            ])
    }

    @Test func `the report is written field by field as it is described`() throws {
        let report = try TestViews(.programme()).kept.reader.report(
            "programme", ["explain": true, "metric": "units.inaugurated"])
        let hash = String(repeating: "13", count: 32)
        #expect(
            report.text
                == #"{"knownAt":19,"position":19,"hash":"\#(hash)","countingRule":2,"figures":[{"metric":"units.inaugurated","#
                + #""meaning":"Units that were inaugurated.","parameters":{},"value":0,"unit":"units","counted":[]}]}"#
        )
        #expect(throws: DecodingError.self) {
            try TestViews().kept.reader.report("programme", ["metric": "colours"])
        }
    }
}

/// Views that live as long as their reader is asked.
struct KeptViews {
    let views: TestViews
    var reader: ViewReader { views.reader }

    func value(_ metric: String, _ parameter: String? = nil) throws -> Int64 {
        try #require(try reader.figure(metric, parameter).value)
    }
}

extension TestViews {
    var kept: KeptViews { KeptViews(views: self) }
}

extension TestLog {
    fileprivate mutating func join(
        student: String, person: Person.ID, home: Institution.ID, project: String = "PR-1"
    ) {
        record(
            Student.Enrolled(person: person, level: .master, home: home, school: nil, programme: nil), student
        )
        record(
            Project.MemberJoined(person: person, role: .graduateStudent, student: Student.ID(student)),
            project)
    }
}
