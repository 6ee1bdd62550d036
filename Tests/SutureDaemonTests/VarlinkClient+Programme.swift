import SutureJSON
import SutureTestSupport
import Varlink

extension VarlinkClient {
    /// Records a small programme: something of every kind, on days of 2022.
    func recordProgramme() async throws {
        let commands: [(String, JSONValue, String)] = [
            (
                "Institution.Register",
                [
                    "id": "USST", "name": "University of Shanghai for Science and Technology",
                    "type": "university",
                ],
                "2022-01-01"
            ),
            (
                "Unit.Initiate", ["id": "U-1", "name": "Institute", "type": "research_institute"],
                "2022-01-02"
            ),
            ("Person.Register", ["name": "Wu Tao", "localName": "吴韬"], "2022-01-03"),
            ("Person.Register", ["name": "Li Wei"], "2022-01-03"),
            ("Person.Qualify", ["id": "P-0001", "qualification": "clinician"], "2022-01-04"),
            (
                "Project.Create", ["id": "PR-1", "title": "Needles", "units": ["U-1"], "cooperative": true],
                "2022-02-01"
            ),
            ("Project.Join", ["id": "PR-1", "person": "P-0001", "role": "clinician"], "2022-02-02"),
            (
                "Student.Enrol", ["id": "S-1", "person": "P-0002", "level": "master", "home": "USST"],
                "2022-02-03"
            ),
            (
                "Project.Join",
                ["id": "PR-1", "person": "P-0002", "role": "graduate_student", "student": "S-1"],
                "2022-02-04"
            ),
            (
                "Instructor.Select", ["id": "J-1", "person": "P-0001", "school": "U-1", "project": "PR-1"],
                "2022-02-05"
            ),
            (
                "Device.Register",
                ["id": "D-0", "name": "Needle", "type": "suture_needle", "stage": "investigational"],
                "2022-03-01"
            ),
            (
                "Trial.Plan", ["id": "T-1", "title": "First use", "devices": ["D-0"], "regime": "none"],
                "2022-03-02"
            ),
            (
                "Trial.RecordEthicsOpinion", ["id": "T-1", "committee": "Board", "decision": "favourable"],
                "2022-03-03"
            ),
            ("Trial.Start", ["id": "T-1"], "2022-03-04"),
            ("Trial.LogOutcome", ["id": "T-1", "device": "D-0", "result": "success"], "2022-04-01"),
            ("Trial.LogOutcome", ["id": "T-1", "device": "D-0", "result": "failure"], "2022-04-02"),
            ("Trial.LogOutcome", ["id": "T-1", "device": "D-0", "result": "success"], "2022-05-01"),
        ]
        for (method, parameters, day) in commands {
            try await record(method, parameters, context: ["occurredOn": .string(day)])
        }
    }
}
