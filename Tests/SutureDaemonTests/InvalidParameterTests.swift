import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// Whatever does not have the shape that the interface declares is refused by the name of what is wrong.
@Suite(.serialized, .timeLimit(.minutes(20))) struct InvalidParameterTests {
    struct Case: Sendable {
        let method: String
        let parameters: String
        let parameter: String

        init(_ method: String, _ parameters: String, _ parameter: String) {
            self.method = method
            self.parameters = parameters
            self.parameter = parameter
        }
    }

    static func device(_ rest: String) -> String {
        #"{"id":"D-1","name":"Needle","type":"suture_needle"\#(rest)}"#
    }

    static func context(_ members: String) -> String { device(#","context":{\#(members)}"#) }

    static let commands = [
        Case("Device.Register", #"{"name":"Needle","type":"other"}"#, "id"),
        Case("Device.Register", #"{"id":"","name":"Needle","type":"other"}"#, "id"),
        Case("Device.Register", #"{"id":7,"name":"Needle","type":"other"}"#, "id"),
        Case("Device.Register", #"{"id":"-D","name":"Needle","type":"other"}"#, "id"),
        Case("Device.Register", #"{"id":"institution/I-1","name":"Needle","type":"other"}"#, "id"),
        Case(
            "Device.Register", #"{"id":"\#(String(repeating: "D", count: 65))","name":"N","type":"other"}"#,
            "id"),
        Case("Device.Register", #"{"id":"D-1","type":"other"}"#, "name"),
        Case("Device.Register", #"{"id":"D-1","name":null,"type":"other"}"#, "name"),
        Case("Device.Register", #"{"id":"D-1","name":1,"type":"other"}"#, "name"),
        Case("Device.Register", #"{"id":"D-1","name":"","type":"other"}"#, "name"),
        Case("Device.Register", #"{"id":"D-1","name":" \t\n","type":"other"}"#, "name"),
        Case("Device.Register", #"{"id":"D-1","name":"Needle","type":"Other"}"#, "type"),
        Case("Device.Register", device(#","colour":"red""#), "colour"),
        Case("Device.Register", device(#","members":"D-2""#), "members"),
        Case("Device.Register", device(#","members":["D 2"]"#), "members[0]"),
        Case("Device.Register", device(#","context":[]"#), "context"),
        Case("Device.Register", device(#","name":"Knife""#), "name"),
        Case("Person.Register", #"{"name":{"sealed":"AAAA"}}"#, "name"),
        Case("Person.Register", #"{"name":" "}"#, "name"),
        Case(
            "Device.LinkAttachment", #"{"id":"D-1","name":"a","mediaType":"b","size":1.5,"sha256":"c"}"#,
            "size"),
        Case(
            "Device.LinkAttachment", #"{"id":"D-1","name":"a","mediaType":"b","size":1e3,"sha256":"c"}"#,
            "size"),
        Case(
            "Device.LinkAttachment",
            #"{"id":"D-1","name":"a","mediaType":"b","size":9223372036854775808,"sha256":"c"}"#, "size"),
        Case("Activity.Hold", #"{"id":"A","at":"9 am"}"#, "at"),
        Case("Activity.Hold", #"{"id":"A","at":900}"#, "at"),
        Case("Activity.Plan", #"{"id":"A","title":"t","types":["forum","party"]}"#, "types[1]"),
        Case(
            "Project.DraftPlan", #"{"id":"P","version":"1","summary":"s","contributors":[{"person":"P-1"}]}"#,
            "contributors[0].role"),
        Case(
            "Project.DraftPlan",
            #"{"id":"P","version":"1","summary":"s","contributors":[{"person":"P-1","role":"clinician","age":3}]}"#,
            "contributors[0].age"),
    ]

    static let contexts = [
        Case("Device.Register", context(#""colour":1"#), "context.colour"),
        Case("Device.Register", context(#""commandId":"""#), "context.commandId"),
        Case(
            "Device.Register", context(#""commandId":"\#(String(repeating: "c", count: 201))""#),
            "context.commandId"),
        Case("Device.Register", context(#""commandId":1"#), "context.commandId"),
        Case("Device.Register", context(#""expectedVersion":"1""#), "context.expectedVersion"),
        Case("Device.Register", context(#""occurredOn":"yesterday""#), "context.occurredOn"),
        Case("Device.Register", context(#""occurredOn":"2022-02-30""#), "context.occurredOn"),
        Case("Device.Register", context(#""reason":"""#), "context.reason"),
        Case("Device.Register", context(#""reason":" ""#), "context.reason"),
        Case("Device.Register", context(#""sources":["minutes"," "]"#), "context.sources"),
        Case("Device.Register", context(#""sources":"a""#), "context.sources"),
        Case("Device.Register", context(#""sources":[""]"#), "context.sources"),
        Case(
            "Device.Register", context(#""sources":["\#(String(repeating: "s", count: 201))"]"#),
            "context.sources"),
        Case(
            "Device.Register", context(#""correlation":"\#(String(repeating: "c", count: 201))""#),
            "context.correlation"),
        Case("Device.Register", context(#""dryRun":"yes""#), "context.dryRun"),
        Case("Device.Register", context(#""commandId":"a","commandId":"b""#), "context.commandId"),
    ]

    static let queries = [
        Case("Service.Status", #"{"verbose":true}"#, "verbose"),
        Case("Log.Read", "{}", "start"),
        Case("Log.Read", #"{"start":-1}"#, "start"),
        Case("Log.Read", #"{"start":1,"limit":0}"#, "limit"),
        Case("Log.Read", #"{"start":1,"limit":10001}"#, "limit"),
        Case("Log.Read", #"{"start":1,"stream":"nothing"}"#, "stream"),
        Case("Log.Read", #"{"start":1,"types":["device.lost"]}"#, "types"),
        Case("Records.Get", #"{"record":"D-1"}"#, "record"),
        Case("Records.Get", #"{"record":"device/D-1","asOf":"2022"}"#, "asOf"),
        Case("Records.Get", #"{"record":"device/D-1","knownAt":"-1"}"#, "knownAt"),
        Case("Records.Get", #"{"record":"device/D-1","knownAt":"noon"}"#, "knownAt"),
        Case("Records.Get", #"{"record":"device/D-1","atLeast":1000}"#, "atLeast"),
        Case("Records.List", #"{"view":"devices"}"#, "view"),
        Case("Records.List", #"{"view":"device","where":{"colour":"red"}}"#, "where.colour"),
        Case("Records.List", #"{"view":"device","orderBy":"colour"}"#, "orderBy"),
        Case("Records.List", #"{"view":"device","limit":0}"#, "limit"),
        Case("Records.List", #"{"view":"device","limit":1001}"#, "limit"),
        Case("Records.List", #"{"view":"device","after":"nonsense"}"#, "after"),
        Case("Records.Search", #"{"text":"a","kinds":["devices"]}"#, "kinds"),
        Case("Records.History", #"{"record":"device/D-1","before":0}"#, "before"),
        Case("Records.History", #"{"record":"device/D-1","limit":1001}"#, "limit"),
        Case("Reports.Trial", #"{"trial":"device/D-1"}"#, "trial"),
        Case("Reports.Funding", #"{"fund":"trial/T-1"}"#, "fund"),
        Case("Reports.Programme", #"{"metric":"happiness"}"#, "metric"),
        Case("Log.RecordAll", #"{"commands":[{"id":"D-1"}]}"#, "commands[0].command"),
        Case("Log.RecordAll", #"{"commands":[],"context":{"expectedVersion":1}}"#, "context.expectedVersion"),
        Case("Log.RecordAll", #"{"commands":[],"context":{"occurredOn":"2022"}}"#, "context.occurredOn"),
        Case("Log.RecordAll", #"{"commands":[],"context":{"correlation":"c"}}"#, "context.correlation"),
    ]

    @Test func `a command says which parameter is wrong, and nothing is recorded`() async throws {
        try await check(InvalidParameterTests.commands + InvalidParameterTests.contexts)
    }

    @Test func `a query says which parameter is wrong`() async throws {
        try await check(InvalidParameterTests.queries)
    }

    private func check(_ cases: [Case]) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            for wrong in cases {
                await #expect(throws: VarlinkError.invalidParameter(wrong.parameter), "\(wrong)") {
                    try await client.call("org.suture.\(wrong.method)", Array(wrong.parameters.utf8))
                }
            }
            #expect(try await client.head() == 0)
        }
    }

    @Test func `what is as long as it may be is taken`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let text = JSONValue.string(String(repeating: "é", count: 100))
            try await client.record(
                "Device.Register",
                ["id": .string(String(repeating: "D", count: 64)), "name": "N", "type": "other"],
                context: ["commandId": text, "correlation": text, "sources": [text]])
            #expect(try await client.head() == 1)
        }
    }

    @Test func `null is the same as left out`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.record(
                "Device.Register",
                [
                    "id": "D-1", "name": "Needle", "type": "other", "model": nil, "members": nil,
                    "context": nil,
                ])
            let data = try await client.ask("Log.Read", ["start": 1])["events"]?.array?.first?["data"]
            #expect(data == ["name": "Needle", "type": "other", "members": []])
        }
    }
}
