import SutureJSON
import SutureTestSupport
import Varlink

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

    static let steps: [Step] = facts + revisions
    private static let facts: [Step] =
        institutions + persons + unit + project + training + devices + trial + assessment + source + remarks
        + meeting + agreement + problem + screening + fund + safety + [mistake]

    /// How many events it has: a decision of a screening is also recorded on the project.
    static let eventCount: Int = countEvents(of: steps)
    private static func countEvents(of steps: [Step]) -> Int {
        steps.count + steps.count { $0.method == "Screening.Decide" }
    }

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

// MARK: Screening and money

extension RecordedProgramme {
    private static let screening = [
        Step(
            "Screening.Open",
            [
                "id": "SC-1", "unit": "IMR", "title": "Round of 2020",
                "criteria": [["id": "NEED", "title": "Clinical need", "weight": "0.6"]],
            ], on: "2020-03"),
        Step("Screening.Enter", ["id": "SC-1", "project": "PR-1"], on: "2020-03"),
        Step(
            "Screening.Review",
            [
                "id": "SC-1", "project": "PR-1", "reviewer": "P-3",
                "scores": [["criterion": "NEED", "score": "9.5"]], "recommendation": "key",
                "comment": "Urgent",
            ], on: "2020-04"),
        Step(
            "Screening.Decide",
            ["id": "SC-1", "project": "PR-1", "decision": "key", "rationale": "The best of all"],
            on: "2020-05"),
        Step("Screening.Close", ["id": "SC-1"], on: "2020-06"),
    ]

    private static func cny(_ minorUnits: Int64) -> JSONValue {
        ["minorUnits": .integer(minorUnits), "currency": "CNY"]
    }

    private static let fund = [
        Step(
            "Fund.Draft",
            [
                "id": "F-1", "unit": "IMR", "title": "Joint training", "currency": "CNY", "begins": "2020",
                "ends": "2025",
            ], on: "2020-01"),
        Step("Fund.Pledge", ["id": "F-1", "source": "USST", "amount": cny(900_000)], on: "2020-02"),
        Step(
            "Fund.Receive", ["id": "F-1", "source": "USST", "amount": cny(500_000), "voucher": "V-1"],
            on: "2020-03"),
        Step(
            "Fund.SetLine", ["id": "F-1", "line": "L1", "purpose": "stipend", "amount": cny(600_000)],
            on: "2020-02"),
        Step("Fund.Approve", ["id": "F-1", "by": "USST", "total": cny(900_000)], on: "2020-03"),
        Step(
            "Fund.Allocate",
            [
                "id": "F-1", "allocation": "A1", "line": "L1", "student": "S-1", "project": "PR-1",
                "amount": cny(300_000),
            ], on: "2020-04"),
        Step(
            "Fund.SetCheckpoint",
            ["id": "F-1", "checkpoint": "C1", "type": "midterm", "due": "2021-12", "allocation": "A1"],
            on: "2020-04"),
        Step(
            "Fund.SetCheckpoint", ["id": "F-1", "checkpoint": "C2", "type": "final", "due": "2025-12"],
            on: "2020-04"),
        Step(
            "Fund.Disburse",
            ["id": "F-1", "allocation": "A1", "amount": cny(200_000), "voucher": "V-2"], on: "2020-05"),
        Step(
            "Fund.Refund", ["id": "F-1", "allocation": "A1", "amount": cny(50_000), "voucher": "V-3"],
            on: "2020-06"),
        Step(
            "Fund.ReportExpenditure",
            ["id": "F-1", "allocation": "A1", "amount": cny(120_000), "category": "rent"], on: "2020-12"),
        Step("Fund.Release", ["id": "F-1", "allocation": "A1", "amount": cny(10_000)], on: "2021"),
        Step(
            "Fund.HoldCheckpoint",
            [
                "id": "F-1", "checkpoint": "C1", "decision": "conditional",
                "findings": "One report is missing",
            ],
            on: "2021-11"),
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

    private static let assessment = [
        Step(
            "Assessment.Announce",
            [
                "id": "A-2021", "title": "Special assessment", "scope": "Institutes", "organiser": "USST",
                "year": 2021, "ratingScale": ["Excellent", "Good"],
                "criteria": [
                    [
                        "id": "C1", "title": "Objectives", "evidence": "objectives", "weight": "0.5",
                        "maximum": "10",
                    ], ["id": "C2", "title": "Projects", "evidence": "projects"],
                ],
            ], on: "2022-01"),
        Step("Assessment.Enter", ["id": "A-2021", "unit": "IMR"], on: "2022-02"),
        Step("Assessment.AppointExpert", ["id": "A-2021", "person": "P-3"], on: "2022-02"),
        Step(
            "Assessment.SubmitMaterials", ["id": "A-2021", "unit": "IMR", "items": ["Report", "Accounts"]],
            on: "2022-03"),
        Step(
            "Assessment.Review",
            ["id": "A-2021", "unit": "IMR", "type": "on_site", "experts": ["P-3"], "finding": "Runs well"],
            on: "2022-04"),
        Step(
            "Assessment.Score",
            [
                "id": "A-2021", "unit": "IMR", "criterion": "C1", "expert": "P-3", "score": "9.5",
                "comment": "Nearly all",
            ], on: "2022-04"),
        Step(
            "Assessment.RecordOpinion",
            [
                "id": "A-2021", "unit": "IMR", "unanimous": true, "recommendation": "highly_recommended",
                "aspects": ["positioning"],
            ], on: "2022-04"),
        Step(
            "Assessment.Determine", ["id": "A-2021", "unit": "IMR", "rating": "Excellent", "rank": 1],
            on: "2022-05"),
        Step("Assessment.Release", ["id": "A-2021", "by": "USST"], on: "2022-11-06"),
    ]

    private static let source = [
        Step(
            "Source.Register",
            [
                "id": "NEWS", "title": "Centre ranks first", "type": "news", "publishedOn": "2022-11-07",
                "publisher": "USST", "contributors": [["person": "P-3", "role": "author"]],
                "section": "Research", "sha256": .string(String(repeating: "0f", count: 32)),
            ], on: "2022-11-07"),
        Step(
            "Source.RecordClaim",
            [
                "id": "NEWS", "claim": "C1", "quote": "rated Excellent", "metric": "assessment.rating",
                "parameters": [["name": "unit", "value": "IMR"], ["name": "year", "value": "2021"]],
                "comparator": "exactly", "value": "Excellent", "asOf": "2022-11-07",
                "attribution": "official",
            ], on: "2022-11-07"),
        Step(
            "Source.RecordClaim",
            [
                "id": "NEWS", "claim": "C2", "quote": "more than 200 students",
                "metric": "students.graduate.entered-projects", "comparator": "more_than", "value": "200",
                "asOf": "2022",
            ], on: "2022-11-07"),
        Step(
            "Source.RecordClaim",
            [
                "id": "NEWS", "claim": "C3", "quote": "quite a number", "metric": "projects.key",
                "comparator": "some", "asOf": "unknown",
            ], on: "2022-11-07"),
        Step("Source.WithdrawClaim", ["id": "NEWS", "claim": "C3"], on: "2022-11-07"),
        Step(
            "Source.RecordStatement",
            ["id": "NEWS", "speaker": "P-1", "type": "goal", "text": "A model for the country"],
            on: "2022-11-07"),
    ]

    private static let safety = [
        Step(
            "AdverseEvent.Report",
            [
                "id": "AE-1", "trial": "T-1", "site": "S1", "affected": "subject", "subject": "002",
                "device": "D-1", "term": "Dehiscence", "description": "The wound opened",
                "onset": "2021-04-06",
                "awareAt": "2021-04-06T20:00:00+08:00", "severity": "moderate",
                "criteria": ["hospitalisation"], "outcome": "recovering",
            ], on: "2021-04-06"),
        Step(
            "AdverseEvent.Notify",
            [
                "id": "AE-1", "by": "investigator", "recipient": "sponsor", "type": "initial",
                "at": "2021-04-07T09:00:00+08:00",
            ], on: "2021-04-07"),
        Step(
            "AdverseEvent.AssessCausality",
            [
                "id": "AE-1", "party": "investigator", "toDevice": "probable", "toProcedure": "possible",
                "anticipated": false,
            ], on: "2021-04-07"),
        Step(
            "AdverseEvent.AssessCausality",
            [
                "id": "AE-1", "party": "sponsor", "toDevice": "not_related", "toProcedure": "causal",
                "anticipated": true,
            ], on: "2021-04-09"),
        Step(
            "AdverseEvent.Revise",
            [
                "id": "AE-1", "severity": "severe", "criteria": ["hospitalisation", "intervention_required"],
                "outcome": "recovered",
            ], on: "2021-04-20"),
        Step("AdverseEvent.FollowUp", ["id": "AE-1", "text": "Healed by first intention"], on: "2021-04-20"),
        Step("AdverseEvent.Close", ["id": "AE-1"], on: "2021-05"),
        Step("AdverseEvent.Reopen", ["id": "AE-1", "ground": "It opened again"], on: "2021-06"),
        Step(
            "AdverseEvent.Report",
            [
                "id": "AE-2", "affected": "user", "device": "D-2", "description": "A finger was pricked",
                "onset": "2021", "regime": "none", "outcome": "unknown",
            ], on: "2021"),
        Step(
            "Deficiency.Report",
            [
                "id": "DD-1", "trial": "T-1", "device": "D-1", "type": "malfunction",
                "description": "The needle bent", "couldHaveLedToSeriousEvent": true,
                "awareAt": "2021-04-06T12:00:00Z", "adverseEvent": "AE-1",
            ], on: "2021-04-06"),
        Step(
            "Deficiency.Notify",
            [
                "id": "DD-1", "by": "investigator", "recipient": "sponsor", "type": "initial",
                "at": "2021-04-07T01:00:00Z",
            ], on: "2021-04-07"),
        Step(
            "Deficiency.Investigate",
            ["id": "DD-1", "finding": "Soft steel", "conclusion": "Another supplier"], on: "2021-05"),
        Step("Deficiency.Close", ["id": "DD-1"], on: "2021-06"),
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
        Step("Person.Register", ["id": "P-GONE", "name": "Somebody who left"]),
        Step(
            "Person.Erase",
            ["id": "P-GONE", "legalGround": "GDPR Art. 17", "decidedBy": "The data protection officer"],
            on: "2022-06"),
    ]
}

// MARK: Meetings, agreements, problems and what came of them

extension RecordedProgramme {
    private static let meeting = [
        Step(
            "Activity.Plan",
            [
                "id": "AC-1", "types": ["start_up_meeting", "signing"], "title": "Start-up meeting",
                "venue": "Grand Hall", "organisers": ["USST"], "scheduledFor": "2019-09-26",
            ], on: "..2019-09-26"),
        Step("Activity.Hold", ["id": "AC-1", "venue": "VIP room", "at": "09:00"], on: "2019-09-26"),
        Step(
            "Activity.RecordSpeech",
            ["id": "AC-1", "person": "P-1", "summary": "On needles", "quote": "Small products matter."],
            on: "2019-09-26"),
        Step(
            "Activity.RecordAttendance",
            ["id": "AC-1", "institution": "RENJI", "person": "P-1", "count": 12],
            on: "2019-09-26"),
    ]

    private static let agreement = [
        Step(
            "Agreement.Draft",
            [
                "id": "AG-1", "title": "Framework agreement", "type": "framework",
                "object": "A joint institute", "parties": ["USST", "RENJI"],
            ], on: "..2019-09-26"),
        Step(
            "Agreement.Sign",
            [
                "id": "AG-1", "party": "USST", "signatory": "P-3", "capacity": ["Vice President"],
                "activity": "AC-1",
            ], on: "2019-09-26"),
        Step("Agreement.Sign", ["id": "AG-1", "party": "RENJI", "signatory": "P-1"], on: "2019-09-26"),
        Step("Agreement.Amend", ["id": "AG-1", "text": "A graduate school, too"], on: "2020"),
        Step("Agreement.Terminate", ["id": "AG-1", "by": "USST"], on: "2022"),
    ]

    private static let problem = [
        Step(
            "Problem.Raise",
            [
                "id": "PB-1", "by": "P-1", "institution": "RENJI", "department": "Surgery",
                "statement": "Needles bend in deep wounds", "need": "A stiffer needle",
            ], on: "2019-10"),
        Step("Problem.Accept", ["id": "PB-1"], on: "2019-10"),
        Step(
            "Problem.FormulateIssue",
            [
                "id": "PB-1", "issue": "Q1", "statement": "How stiff may a needle be?",
                "disciplines": ["materials"],
            ], on: "2019-11"),
        Step("Project.LinkProblem", ["id": "PR-1", "problem": "PB-1"], on: "2019-12"),
        Step(
            "Achievement.Record",
            [
                "id": "A-1", "type": "patent", "title": "A needle that does not bend", "units": ["IMR"],
                "projects": ["PR-1"], "devices": ["D-1"], "persons": ["P-1"], "identifier": "CN 110",
            ], on: "2021-06"),
        Step(
            "Achievement.Apply",
            ["id": "A-1", "hospital": "RENJI", "effect": "Fewer needles", "volume": 120], on: "2021-09"),
        Step("Problem.Resolve", ["id": "PB-1", "project": "PR-1", "achievement": "A-1"], on: "2021-10"),
    ]

    private static let mistake = Step(
        "Institution.AddNote", ["id": "USST", "text": "To be voided"], on: "2022-05")

    private static let revisions = [
        Step(
            "Institution.Void", ["id": "USST", "position": .integer(Int64(countEvents(of: facts)))],
            on: "2022-06"),
        Step("Institution.Lock", ["id": "USST"], on: "2022-06"),
    ]
}
