@testable import SutureDomain

/// A small programme: a university with a hospital, an institute of both, a project, a student, and a trial.
extension TestLog {
    static func programme() -> TestLog {
        var log = TestLog()
        log.recordWho()
        log.recordProject()
        log.recordTrial()
        return log
    }

    private mutating func recordWho() {
        register(institution: "USST", name: "University of Shanghai for Science and Technology")
        register(institution: "RENJI", name: "Renji Hospital", type: .hospital)
        record(Institution.Affiliated(to: "USST", relation: .affiliatedHospital), "RENJI", on: "2015")
        register(person: "P-0001", name: "Wu Tao", localName: "吴涛")
        register(person: "P-0002", name: "Li Na")
        record(
            Unit.Initiated(
                name: "Institute of Medical Robotics", type: .researchInstitute, purpose: nil,
                initiators: ["USST", "RENJI"], basis: nil),
            "IMR", on: "2019-03")
    }

    private mutating func recordProject() {
        record(
            Project.Created(
                title: "Needles for deep wounds", units: ["IMR"], problems: [],
                institutions: ["USST", "RENJI"],
                disciplines: ["surgery", "materials"], cooperative: true),
            "PR-1", on: "2019-05-02")
        record(Project.Started(), "PR-1", on: "2019-06")
        record(
            Student.Enrolled(person: "P-0002", level: .master, home: "RENJI", school: nil, programme: "IMR"),
            "S-1", on: "2019-09")
        record(
            Project.MemberJoined(person: "P-0001", role: .clinician, student: nil), "PR-1", on: "2019-06-15")
        record(
            Project.MemberJoined(person: "P-0002", role: .graduateStudent, student: "S-1"), "PR-1",
            on: "2019-10")
    }

    private mutating func recordTrial() {
        register(device: "D-1", name: "Needle 3/8", type: .sutureNeedle, project: "PR-1")
        register(device: "D-2", name: "Silk 2-0", type: .suture)
        register(device: "D-SET", name: "Suture kit", type: .other, members: ["D-1", "D-2"])
        record(
            Trial.Planned(
                title: "Deep wounds", devices: ["D-SET"], sponsor: "USST", design: nil, plannedSubjects: 40,
                regime: .nmpa2022, gcpEdition: nil),
            "T-1", on: "2021-01")
        record(
            Trial.SiteAdded(site: "S1", institution: "RENJI", investigator: "P-0001"), "T-1", on: "2021-02")
        record(Trial.SiteActivated(site: "S1"), "T-1", on: "2021-03-01")
        record(
            Trial.EndpointDefined(
                endpoint: "E1", title: "Closure", type: .primary, measure: "closed after 7 days"),
            "T-1", on: "2021-02")
        record(Trial.Started(), "T-1", on: "2021-03-01")
    }
}

/// Events of which a test cares about a few fields only.
extension TestLog {
    @discardableResult
    mutating func register(
        institution id: String, name: String, type: Institution.Registered.Kind = .university
    ) -> Position {
        record(Institution.Registered(name: name, type: type, country: nil, city: nil), id)
    }

    @discardableResult
    mutating func register(person id: String, name: Sealed, localName: Sealed? = nil) -> Position {
        record(Person.Registered(name: name, localName: localName), id)
    }

    @discardableResult
    mutating func register(
        device id: String, name: String, type: Device.Registered.Kind,
        stage: Device.Stage? = .investigational,
        project: Project.ID? = nil, members: [Device.ID] = []
    ) -> Position {
        record(
            Device.Registered(
                name: name, type: type, stage: stage, project: project, developer: nil, intendedUse: nil,
                model: nil, catalogueNumber: nil, members: members),
            id)
    }

    @discardableResult
    mutating func enrol(_ subject: LocalID, in trial: String, site: LocalID = "S1") -> Position {
        record(
            Trial.SubjectEnrolled(subject: subject, site: site, consentedOn: "2021-03-01", arm: nil), trial,
            on: "2021-03-02")
    }

    @discardableResult
    mutating func log(
        _ result: Trial.OutcomeLogged.Result, of device: Device.ID, in trial: String = "T-1",
        subject: LocalID? = nil, site: LocalID? = nil, endpoint: LocalID? = nil, value: Decimal? = nil,
        on occurredOn: PartialDate = "2021-04-01"
    ) -> Position {
        record(
            Trial.OutcomeLogged(
                device: device, result: result, subject: subject, site: site, endpoint: endpoint,
                value: value,
                unit: nil, note: nil),
            trial, on: occurredOn)
    }
}
