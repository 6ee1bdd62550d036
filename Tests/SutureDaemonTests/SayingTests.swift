import SutureDomain
import SutureInterface
import SutureJSON
import SutureLog
import SutureTestSupport
import Testing
import Varlink

/// What may be said is looked at where a command comes in, whichever way it comes; what was said before is
/// known again.
@Suite(.serialized, .timeLimit(.minutes(20))) struct SayingTests {
    private static let device: JSONObject = ["id": "D-1", "name": "Needle", "type": "other"]
    private static let long = String(repeating: "x", count: TextForm.lineByteCountMax + 1)
    private static let book = String(repeating: "x", count: TextForm.proseByteCountMax + 1)

    private static func device(_ changes: JSONObject) -> JSONValue {
        var members = device
        for (name, value) in changes.map({ ($0.key, $0.value) }) { members[name] = value }
        return .object(members)
    }

    /// Methods with parameters that say what may not be said, and the path of it.
    private static let unsayable: [(String, JSONValue, String)] = [
        ("Device.Register", device(["name": .string(long)]), "name"),
        ("Device.Register", device(["name": "cut\0here"]), "name"),
        ("Device.Register", device(["name": " Needle"]), "name"),
        ("Device.Register", device(["name": "Nee\ndle"]), "name"),
        ("Device.Register", device(["model": "\u{202E}gnp"]), "model"),
        ("Device.Register", device(["intendedUse": "a\0"]), "intendedUse"),
        ("Device.Register", device(["intendedUse": .string(book)]), "intendedUse"),
        ("Device.Register", device(["context": ["reason": "\0"]]), "context.reason"),
        ("Device.Register", device(["context": ["sources": ["minutes", "a\tb"]]]), "context.sources"),
        ("Device.Register", device(["context": ["correlation": "a "]]), "context.correlation"),
        ("Device.Register", device(["context": ["commandId": "a\nb"]]), "context.commandId"),
        ("Person.Register", ["name": "Wu\u{200F}Tao"], "name"),
        ("Person.Register", ["name": .string(long)], "name"),
        (
            "Agreement.Sign", ["id": "A", "party": "I", "signatory": "P", "capacity": ["x", "y "]], "capacity"
        ),
        (
            "Fund.Draft",
            ["id": "F", "unit": "U", "title": "t", "currency": "RMB", "begins": "2020", "ends": "2021"],
            "currency"
        ),
        (
            "Unit.RecordContribution",
            [
                "id": "U", "type": "sustainability", "text": "t",
                "amount": ["minorUnits": 1, "currency": "RMB"],
            ], "amount.currency"
        ),
        (
            "Unit.DeclareGoal",
            [
                "id": "U", "text": "t",
                "policyContext": .array(Array(repeating: .string(String(long.dropLast())), count: 1_000)),
            ], "policyContext"
        ),
        (
            "Deficiency.Notify",
            [
                "id": "D", "by": "sponsor", "recipient": "other", "type": "final",
                "at": "9999-12-31T23:59:59-01:00",
            ], "at"
        ),
        (
            "Deficiency.Notify",
            [
                "id": "D", "by": "sponsor", "recipient": "other", "type": "final",
                "at": "0001-01-01T00:00:00+23:59",
            ], "at"
        ),
    ]

    @Test(arguments: [nil, "c-1"]) func `what may not be said is named`(commandID: String?) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            for (method, parameters, path) in SayingTests.unsayable {
                var members = parameters.object ?? [:]
                if let commandID {
                    var context = members["context"]?.object ?? [:]
                    context["commandId"] = context["commandId"] ?? .string(commandID)
                    members["context"] = .object(context)
                }
                let error = try await client.error(of: method, .object(members))
                #expect(error == VarlinkError.invalidParameter(path), "\(method) \(path)")
            }
            #expect(try await client.head() == 0)
        }
    }

    @Test(arguments: [nil, "batch"]) func `in a batch too, with the rule`(commandID: String?) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let commands: [JSONValue] = ["fine", " not fine", "n\0t"].map { name in
                [
                    "command": "device.register", "id": "D",
                    "fields": ["name": .string(name), "type": "other"],
                ]
            }
            var question: JSONObject = ["commands": .array(commands)]
            if let commandID { question["context"] = ["commandId": .string(commandID)] }
            let error = try await client.error(of: "Log.RecordAll", .object(question))
            let refusals = error?["refusals"]?.array ?? []
            #expect(refusals.map { $0["index"]?.int64 } == [1, 2])
            #expect(refusals.map { $0["rule"] } == ["invalid-parameter", "invalid-parameter"])
            #expect(
                refusals.first?["message"]
                    == #"name: " not fine" begins or ends with white space; leave it out."#)
            question["context"] = ["commandId": " odd"]
            question["commands"] = .array([commands[0]])
            let odd = try await client.error(of: "Log.RecordAll", .object(question))
            #expect(odd == VarlinkError.invalidParameter("context.commandId"))
            #expect(try await client.head() == 0)
        }
    }

    @Test func `the years from 1 on can be said`() async throws {
        try await RunningDaemon.run("time.zone=America/New_York") { daemon in
            let client = try await daemon.client()
            for year in ["0976", "0970-05", "0001-01-01"] {
                let id = JSONValue.string("I-\(year)")
                try await client.record(
                    "Institution.Register", ["id": id, "name": "Hunan University", "type": "university"],
                    context: ["occurredOn": .string(year)])
                let history = try await client.ask(
                    "Records.History", ["record": .string("institution/I-\(year)")])
                #expect(history["events"]?.array?.first?["occurredOn"]?.string == year)
            }
            try await client.record("Device.Register", .object(SayingTests.device))
            let report: JSONObject = [
                "device": "D-1", "type": "other", "description": "d", "couldHaveLedToSeriousEvent": false,
            ]
            for (id, at, day) in [
                ("F-1", "0999-12-31T23:59:59Z", "0999-12-31"), ("F-2", "0001-01-02T00:00:00Z", "0001-01-01"),
            ] {
                var parameters = report
                parameters["id"] = .string(id)
                try await client.record(
                    "Deficiency.Report", .object(parameters), context: ["occurredOn": "unknown"])
                try await client.record(
                    "Deficiency.Notify",
                    [
                        "id": .string(id), "by": "sponsor", "recipient": "other", "type": "final",
                        "at": .string(at),
                    ])
                let history = try await client.ask(
                    "Records.History", ["record": .string("deficiency/\(id)")])
                #expect(history["events"]?.array?.last?["occurredOn"]?.string == day)
            }
            // West of Greenwich it was still the year before the first.
            let error = try await client.error(
                of: "Deficiency.Notify",
                [
                    "id": "F-1", "by": "sponsor", "recipient": "other", "type": "final",
                    "at": "0001-01-01T00:00:00Z",
                ])
            #expect(error == VarlinkError.invalidParameter("at"))
            guard case .sound = try daemon.verifyLog() else {
                Issue.record("the log does not verify")
                return
            }
        }
    }
}

// MARK: What was said before

extension SayingTests {
    @Test func `a correction is held to what it changes only`() async throws {
        try await RunningDaemon.prepare(on: .said) { daemon in
            try await daemon.start()
            let client = try await daemon.client()
            let events = try daemon.events()
            func position(_ stream: String, _ type: EventType) throws -> JSONValue {
                .integer(
                    try #require(events.first { $0.stream.text == stream && $0.type == type }).position.number
                )
            }
            func correct(_ stream: String, _ type: EventType, _ fields: JSONObject) throws -> JSONValue {
                [
                    "position": try position(stream, type), "fields": .object(fields),
                    "context": ["reason": "a slip"],
                ]
            }
            // " before " stays, and what is said beside it is held to the rule of today.
            let name: JSONObject = ["name": " before", "type": "suture", "model": " before"]
            var worse = name
            worse["model"] = " before that"
            let error = try await client.error(
                of: "Log.Correct", try correct("device/ODD-2", "device.registered", worse))
            #expect(error == VarlinkError.invalidParameter("fields.model"))
            try await client.ask("Log.Correct", try correct("device/ODD-2", "device.registered", name))
            try await client.ask(
                "Log.Correct",
                try correct("person/P-ODD-2", "person.registered", ["name": " before", "localName": "吴涛"]))
            let long = String(repeating: "n", count: 1_000_000)
            try await client.ask(
                "Log.Correct",
                try correct(
                    "device/MEGABYTE", "device.registered",
                    ["name": .string(long), "type": "suture", "model": "short"]))
            try await client.ask(
                "Log.Correct",
                try correct(
                    "fund/F-SLIP", "fund.drafted",
                    [
                        "unit": "IMR", "title": "Title", "currency": "EUR", "begins": "2020", "ends": "2021",
                    ]
                ).replacing(
                    position: try #require(
                        events.last { $0.stream.text == "fund/F-SLIP" && $0.type == "fund.drafted" })))
        }
    }

    @Test func `a fund in a currency that is none goes on in it`() async throws {
        try await RunningDaemon.prepare(on: .said) { daemon in
            try await daemon.start()
            let client = try await daemon.client()
            func pledge(_ currency: String) -> JSONValue {
                [
                    "id": "F-RMB", "source": "USST",
                    "amount": ["minorUnits": 100, "currency": .string(currency)],
                ]
            }
            try await client.record("Fund.Pledge", pledge("RMB"), context: ["occurredOn": "2021"])
            let error = try await client.error(of: "Fund.Pledge", pledge("CNY"))
            #expect(error?["rule"] == "currency-mismatch")
        }
    }
}

extension JSONValue {
    fileprivate func replacing(position event: RecordedEvent) -> JSONValue {
        var members = object ?? [:]
        members["position"] = .integer(event.position.number)
        return .object(members)
    }
}
