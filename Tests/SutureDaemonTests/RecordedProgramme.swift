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
    static let facts: [Step] =
        institutions + persons + unit + project + training + devices + trial + assessment + source + remarks
        + meeting + agreement + problem + screening + fund + safety + [mistake]

    /// How many events it has: a decision of a screening is also recorded on the project.
    static let eventCount: Int = countEvents(of: steps)
    static func countEvents(of steps: [Step]) -> Int {
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
    static let institutions = [
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

    static let persons = [
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
    static let unit = [
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

    static let project = [
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

    static let training = [
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
    static let screening = [
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

    static func cny(_ minorUnits: Int64) -> JSONValue {
        ["minorUnits": .integer(minorUnits), "currency": "CNY"]
    }

    static let fund = [
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
