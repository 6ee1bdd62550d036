import SutureJSON
import SutureTestSupport
import SutureVarlink

/// A small programme in which every kind of record occurs, and nearly every event, with many of their fields.
enum RecordedProgramme {
    struct Step: Sendable {
        let method: String
        let parameters: JSONValue
        let occurredOn: String

        init(_ method: String, _ parameters: JSONValue, on occurredOn: String = "unknown") {
            self.method = method
            self.parameters = parameters
            self.occurredOn = occurredOn
        }
    }

    static let steps = facts + revisions
    private static let facts =
        institutions + persons + unit + project + training + devices + trial + remarks
    /// Of the last fact.
    private static let voidedPosition = Int64(facts.count)

    /// Records all of it.
    static func record(with client: VarlinkClient) async throws {
        for step in steps {
            do {
                try await client.record(
                    step.method, step.parameters,
                    context: [
                        "occurredOn": .string(step.occurredOn), "reason": "as it was",
                        "sources": ["the minutes"],
                    ])
            } catch {
                throw StepFailed(method: step.method, error: error)
            }
        }
    }

    struct StepFailed: Error {
        let method: String
        let error: any Error
    }
}

// MARK: Who

extension RecordedProgramme {
    private static let institutions = [
        Step(
            "Institution.Register",
            [
                "id": "USST", "name": "University of Shanghai", "type": "university", "country": "CN",
                "city": "Shanghai",
            ]),
        Step("Institution.Register", ["id": "RENJI", "name": "Renji Hospital", "type": "hospital"]),
        Step("Institution.AddAlias", ["id": "USST", "alias": "上海理工大学", "type": "local_language"]),
        Step(
            "Institution.Affiliate", ["id": "RENJI", "to": "USST", "relation": "affiliated_hospital"],
            on: "2015"),
        Step("Institution.Identify", ["id": "USST", "scheme": "grid", "value": "grid.267139.8"]),
        Step("Institution.Rename", ["id": "RENJI", "name": "Renji Hospital of Shanghai"], on: "2016-05"),
    ]

    private static let persons = [
        Step("Person.Register", ["id": "P-1", "name": "Wu Tao", "localName": "吴涛"]),
        Step("Person.Register", ["id": "P-2", "name": "Li Na"]),
        Step("Person.Register", ["id": "P-3", "name": "Chen Jie"]),
        Step("Person.AddAlias", ["id": "P-1", "alias": "T. Wu"]),
        Step(
            "Person.HoldPosition",
            ["id": "P-1", "at": "institution/RENJI", "title": "Director", "department": "Surgery"], on: "2017"
        ),
        Step(
            "Person.ConferHonour", ["id": "P-1", "title": "Academician", "body": "The academy"], on: "2018"),
        Step(
            "Person.Qualify",
            ["id": "P-1", "qualification": "clinician", "institution": "RENJI", "discipline": "surgery"],
            on: "2010"),
        Step("Person.Identify", ["id": "P-1", "scheme": "staff_number", "value": "4711"]),
    ]
}

// MARK: Units and projects

extension RecordedProgramme {
    private static let unit = [
        Step(
            "Unit.Initiate",
            [
                "id": "IMR", "name": "Institute of Medical Robotics", "type": "research_institute",
                "purpose": "Robots for surgeons", "initiators": ["USST", "RENJI"],
            ], on: "2019-03"),
        Step("Unit.AddAlias", ["id": "IMR", "alias": "IMR", "type": "acronym"], on: "2019-03"),
        Step(
            "Unit.Apply",
            ["id": "IMR", "authority": "USST", "applicants": ["RENJI"], "unnamedApplicants": 3],
            on: "2019-04"),
        Step(
            "Unit.Approve", ["id": "IMR", "authority": "USST", "designation": "Key institute"], on: "2019-06"),
        Step("Unit.Inaugurate", ["id": "IMR", "by": ["P-1"]], on: "2019-09-26"),
        Step(
            "Unit.RecordUnnamedMembers", ["id": "IMR", "count": 7, "description": "enterprises"],
            on: "2019-09-26"),
        Step("Unit.Join", ["id": "IMR", "institution": "USST", "role": "lead"], on: "2019-09-26"),
        Step(
            "Unit.RecordSupport",
            ["id": "IMR", "supporter": "institution/RENJI", "type": "funding", "text": "Two million"],
            on: "2019-10"),
        Step(
            "Unit.DeclareGoal", ["id": "IMR", "text": "To lead", "policyContext": ["Healthy China"]],
            on: "2019-10"),
        Step(
            "Unit.ChangeOrganisation", ["id": "IMR", "form": "matrix", "mechanism": "a board"], on: "2019-10"),
        Step("Unit.ReportStatus", ["id": "IMR", "text": "Under way"], on: "2019-11"),
        Step(
            "Unit.SetObjective",
            [
                "id": "IMR", "objective": "O1", "type": "objective", "statement": "Ten devices",
                "target": "10",
                "unit": "devices", "due": "2025",
            ], on: "2019-11"),
        Step(
            "Unit.ReportProgress", ["id": "IMR", "objective": "O1", "value": "2.5", "text": "Begun"],
            on: "2020"),
        Step(
            "Unit.RecordContribution",
            [
                "id": "IMR", "type": "technology_spillover", "mode": "licence", "text": "A needle",
                "recipient": "RENJI", "amount": ["minorUnits": 1_250_000, "currency": "CNY"],
            ], on: "2021"),
        Step(
            "Person.Commit", ["id": "P-1", "to": "IMR", "capacity": "doctor"], on: "2019-10"),
    ]

    private static let project = [
        Step(
            "Project.Create",
            [
                "id": "PR-1", "title": "Needles for deep wounds", "units": ["IMR"],
                "institutions": ["USST", "RENJI"], "disciplines": ["surgery", "materials"],
                "cooperative": true,
            ], on: "2019-11"),
        Step("Project.Start", ["id": "PR-1"], on: "2019-12"),
        Step("Project.Join", ["id": "PR-1", "person": "P-1", "role": "clinician"], on: "2019-12-02"),
        Step(
            "Project.SetMilestone",
            ["id": "PR-1", "milestone": "M1", "title": "A prototype", "due": "2021-06"],
            on: "2019-12"),
        Step("Project.ReachMilestone", ["id": "PR-1", "milestone": "M1"], on: "2021-05"),
        Step(
            "Project.DraftPlan",
            [
                "id": "PR-1", "version": "1", "summary": "A curved needle",
                "contributors": [["person": "P-1", "role": "medical_teacher"]],
            ], on: "2020-01"),
        Step("Project.DesignateKey", ["id": "PR-1", "ground": "the dean's word"], on: "2020-02"),
    ]

    private static let training = [
        Step(
            "Student.Enrol",
            [
                "id": "S-1", "person": "P-2", "level": "master", "home": "USST", "school": "IMR",
                "programme": "IMR",
            ],
            on: "2019-09"),
        Step(
            "Project.Join", ["id": "PR-1", "person": "P-2", "role": "graduate_student", "student": "S-1"],
            on: "2020-03"),
        Step(
            "Instructor.Select",
            ["id": "J-1", "person": "P-1", "school": "IMR", "project": "PR-1", "termEnds": "2023-12"],
            on: "2020-03"),
        Step("Instructor.Renew", ["id": "J-1", "termEnds": "2026"], on: "2022-12"),
        Step(
            "Student.AssignInstructor", ["id": "S-1", "instructor": "P-1", "type": "joint_training"],
            on: "2020-04"),
        Step(
            "Student.CompleteTraining", ["id": "S-1", "component": "Clinical practice", "result": "pass"],
            on: "2021"),
    ]
}

// MARK: Devices and trials

extension RecordedProgramme {
    private static let devices = [
        Step(
            "Device.Register",
            [
                "id": "D-1", "name": "Needle 3/8", "type": "suture_needle", "stage": "prototype",
                "project": "PR-1",
                "developer": "USST", "intendedUse": "Deep wounds", "model": "N38", "catalogueNumber": "38-1",
            ]),
        Step("Device.Register", ["id": "D-2", "name": "Silk 2-0", "type": "suture", "stage": "marketed"]),
        Step(
            "Device.Register",
            ["id": "D-SET", "name": "Suture kit", "type": "other", "members": ["D-1", "D-2"]]),
        Step("Device.ReleaseVersion", ["id": "D-1", "version": "1.1", "changes": "Sharper"], on: "2020-06"),
        Step("Device.ChangeStage", ["id": "D-1", "stage": "investigational"], on: "2020-09"),
        Step("Device.ChangeStage", ["id": "D-SET", "stage": "investigational"], on: "2020-09"),
        Step("Device.Classify", ["id": "D-1", "scheme": "fda", "code": "GAB", "class": "1"], on: "2020-09"),
        Step("Device.AssignUdi", ["id": "D-1", "di": "00841336100633", "agency": "gs1"], on: "2020-10"),
    ]

    private static let trial = [
        Step(
            "Trial.Plan",
            [
                "id": "T-1", "title": "Deep wounds", "devices": ["D-SET"], "sponsor": "USST",
                "design": "single arm",
                "plannedSubjects": 40, "regime": "nmpa_2022", "gcpEdition": "ISO 14155:2020",
            ], on: "2021-01"),
        Step(
            "Trial.RecordEthicsOpinion", ["id": "T-1", "committee": "Of Renji", "decision": "favourable"],
            on: "2021-02"),
        Step(
            "Trial.AddSite", ["id": "T-1", "site": "S1", "institution": "RENJI", "investigator": "P-1"],
            on: "2021-02"),
        Step("Trial.ActivateSite", ["id": "T-1", "site": "S1"], on: "2021-03-01"),
        Step(
            "Trial.DefineEndpoint",
            [
                "id": "T-1", "endpoint": "E1", "title": "Closure", "type": "primary",
                "measure": "closed after a week",
            ],
            on: "2021-02"),
        Step("Trial.Start", ["id": "T-1"], on: "2021-03-01"),
        Step(
            "Trial.EnrolSubject",
            ["id": "T-1", "subject": "001", "site": "S1", "consentedOn": "2021-03-01", "arm": "A"],
            on: "2021-03-02"),
        Step(
            "Trial.EnrolSubject", ["id": "T-1", "subject": "002", "site": "S1", "consentedOn": "2021-03-01"],
            on: "2021-03-02"),
        Step(
            "Trial.LogOutcome",
            [
                "id": "T-1", "device": "D-1", "result": "success", "subject": "001", "site": "S1",
                "endpoint": "E1",
                "value": "12.50", "unit": "N", "note": "Clean",
            ], on: "2021-04-01"),
        Step("Trial.LogOutcome", ["id": "T-1", "device": "D-2", "result": "failure"], on: "2021-04-02"),
        Step(
            "Trial.RecordDeviation",
            [
                "id": "T-1", "subject": "001", "site": "S1", "severity": "minor", "description": "A day late",
                "action": "Noted",
            ], on: "2021-04-03"),
        Step(
            "Trial.RecordFeedback",
            [
                "id": "T-1", "device": "D-1", "sentiment": "acclaimed", "institution": "RENJI",
                "person": "P-1",
                "text": "Sharp",
            ], on: "2021-04-04"),
        Step(
            "Trial.WithdrawSubject",
            ["id": "T-1", "subject": "002", "cause": "consent_withdrawn", "ground": "Moved away"],
            on: "2021-04-05"),
    ]

    private static let remarks = [
        Step(
            "Trial.LinkAttachment",
            [
                "id": "T-1", "name": "protocol.pdf", "mediaType": "application/pdf", "size": 4_711,
                "sha256": .string(String(repeating: "0f", count: 32)),
            ], on: "2021-01"),
        Step("Trial.AddNote", ["id": "T-1", "text": "Read by all"], on: "2021-01"),
        Step(
            "Person.RefuseErasure",
            ["id": "P-2", "ground": "Records of trials are kept", "decidedBy": "The ethics office"],
            on: "2022-05"),
        Step("Institution.AddNote", ["id": "USST", "text": "To be voided"], on: "2022-05"),
    ]

    private static let revisions = [
        Step("Institution.Void", ["id": "USST", "position": .integer(voidedPosition)], on: "2022-06"),
        Step("Institution.Lock", ["id": "USST"], on: "2022-06"),
    ]
}
