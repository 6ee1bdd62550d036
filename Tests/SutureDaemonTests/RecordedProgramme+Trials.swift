import SutureJSON
import SutureTestSupport
import Varlink

extension RecordedProgramme {
    static let devices = [
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

    static let trial = [
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

    static let assessment = [
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

    static let source = [
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

    static let safety = [
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

    static let remarks = [
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
