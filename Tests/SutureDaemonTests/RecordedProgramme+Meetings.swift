import SutureJSON
import SutureTestSupport
import Varlink

extension RecordedProgramme {
    static let meeting = [
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

    static let agreement = [
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

    static let problem = [
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

    static let mistake = Step(
        "Institution.AddNote", ["id": "USST", "text": "To be voided"], on: "2022-05")

    static let revisions = [
        Step(
            "Institution.Void", ["id": "USST", "position": .integer(Int64(countEvents(of: facts)))],
            on: "2022-06"),
        Step("Institution.Lock", ["id": "USST"], on: "2022-06"),
    ]
}
