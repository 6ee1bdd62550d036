import SutureDomain
import SutureInterface
import SutureJSON
import SutureReadModels
import SutureTestSupport
import Testing
import Varlink

extension ReplyShapeTests {
    @Test func `every error is as declared`() async throws {
        try await ReplyShapeTests.runWithProgramme { client in
            let note: JSONObject = ["id": "D-1", "text": "bent"]
            for (context, name) in [
                (["expectedVersion": 99], "Conflict"), (["occurredOn": "2999"], "Refused"),
                (["sources": ["source/X-1"]], "Refused"), (["occurredOn": "soon"], "InvalidParameter"),
                (["onBehalfOf": "person/P-1"], "PermissionDenied"),
            ] as [(JSONValue, String)] {
                var parameters = note
                parameters["context"] = context
                #expect(try await client.error(of: "Device.AddNote", .object(parameters)) == name)
            }
            var named = note
            named["context"] = ["commandId": "note 1"]
            try await client.ask("Device.AddNote", .object(named))
            named["text"] = "broken"
            #expect(try await client.error(of: "Device.AddNote", .object(named)) == "CommandReused")
        }
    }

    @Test(arguments: Catalogue.kinds.filter { $0.isKeptByPeople }.map { $0.kind })
    func `what is not there is said as declared, for every kind`(kind: String) async throws {
        try await RunningDaemon.run { daemon in
            let client = CheckedClient(try await daemon.client())
            let interface = CommandName.pascalCase(kind)
            let error = try await client.error(of: "\(interface).AddNote", ["id": "X-1", "text": "lost"])
            #expect(error == "NotFound")
            #expect(try await client.error(of: "\(interface).AddNote", ["id": "X-1"]) == "InvalidParameter")
            for method in ["Get", "History"] {
                let error = try await client.error(
                    of: "Records.\(method)", ["record": .string("\(kind)/X-1")])
                #expect(error == "NotFound")
            }
        }
    }

    @Test func `errors of queries and batches are as declared`() async throws {
        try await ReplyShapeTests.runWithProgramme { client in
            for (method, parameters, name) in [
                ("Reports.Trial", ["trial": "T-9"], "NotFound"),
                ("Reports.Funding", ["fund": "F-9"], "NotFound"),
                ("Reports.Safety", ["trial": "T-9"], "NotFound"),
                ("Reports.Safety", ["device": "D-9"], "NotFound"),
                ("Reports.Safety", ["device": "trial/T-1"], "InvalidParameter"),
                ("Reports.Claims", ["source": "S-9"], "NotFound"),
                ("Reports.Dossier", ["assessment": "A-9", "unit": "IMR"], "NotFound"),
                ("Reports.Dossier", ["assessment": "A-2021", "unit": "not an id"], "InvalidParameter"),
                ("Reports.Programme", ["metric": "none"], "InvalidParameter"),
                ("Records.List", ["view": "none"], "InvalidParameter"),
                ("Log.Read", ["start": -1], "InvalidParameter"),
                ("Log.Follow", ["start": 1], "ExpectedMore"),
                ("Log.RecordAll", ReplyShapeTests.refusedBatch, "BatchRefused"),
                ("Log.RecordAll", ReplyShapeTests.misshapenBatch, "BatchRefused"),
            ] as [(String, JSONValue, String)] {
                let error = try await client.error(of: method, parameters)
                #expect(error == name, "\(method)")
            }
        }
    }

    /// Each is refused in another way.
    private static let refusedBatch: JSONValue = [
        "commands": [
            ["command": "device.add-note", "id": "X-1", "fields": ["text": "lost"]],
            [
                "command": "device.register", "id": "X-2",
                "fields": ["name": "Needle", "type": "other", "developer": "X-3"],
            ],
            [
                "command": "device.add-note", "id": "D-1", "fields": ["text": "x"],
                "context": ["expectedVersion": 99],
            ],
        ]
    ]

    private static let misshapenBatch: JSONValue = [
        "commands": [
            ["command": "device.bend", "id": "D-1", "fields": [:]],
            ["command": "device.add-note", "id": "D-1", "fields": ["texts": "x"]],
        ]
    ]
}
