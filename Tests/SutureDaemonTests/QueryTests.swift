import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// Reads: of what was just written, page by page, and as things were.
@Suite(.serialized, .timeLimit(.minutes(20))) struct QueryTests {
    @Test func `a question that is large is answered or refused, and tells nothing of the tables`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.recordProgramme()
            let many = (0..<1_000).map { JSONValue.string("X-\($0)") }
            let found = try await client.ask(
                "Records.List", ["view": "device", "where": ["id": .array(many + ["D-0"])]])
            #expect(found["rows"]?.array?.map { $0["id"] } == ["D-0"])
            let listed = try await client.ask(
                "Records.List", ["view": "project", "where": ["units": .array(many + ["U-1"])]])
            #expect(listed["rows"]?.array?.map { $0["id"] } == ["PR-1"])
            let absent = try await client.ask(
                "Records.List", ["view": "device", "where": ["stage": [nil, "investigational"]]])
            #expect(absent["rows"]?.array?.count == 1)
            let long = String(repeating: "x", count: 50_000)
            let refused = try await client.error(of: "Records.Search", ["text": .string(long), "kinds": []])
            #expect(refused?.name == "org.varlink.service.InvalidParameter")
            #expect(refused?["parameter"] == "text")
            let longest = String(repeating: "%", count: 4_096)
            let none = try await client.ask("Records.Search", ["text": .string(longest), "kinds": []])
            #expect(none["rows"] == [])
        }
    }

    @Test func `what was acknowledged to one is seen by the next query of anyone`() async throws {
        try await RunningDaemon.run { daemon in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<4 {
                    group.addTask {
                        let client = try await daemon.client()
                        let reader = try await daemon.client()
                        for number in 0..<100 {
                            let id = "D-\(writer)-\(number)"
                            let receipt = try await client.record(
                                "Device.Register", ["id": .string(id), "name": "Needle", "type": "other"])
                            let got = try await reader.ask("Records.Get", ["record": .string("device/\(id)")])
                            #expect(got["version"] == 1)
                            #expect(
                                try #require(got["position"]?.int64) >= receipt["position"]?.int64 ?? .max)
                            let found = try await reader.ask(
                                "Records.List", ["view": "device", "where": ["id": .string(id)]])
                            #expect(found["rows"]?.array?.count == 1)
                        }
                        await client.close()
                        await reader.close()
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `a query may name what it must take into account, or not care`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.registerDevices("D-", count: 3)
            for position in 0...3 as ClosedRange<Int64> {
                let rows = try await client.ask(
                    "Records.List", ["view": "device", "atLeast": .integer(position)])
                #expect(try #require(rows["position"]?.int64) >= position)
            }
            let ahead = try await client.error(of: "Records.List", ["view": "device", "atLeast": 4])
            #expect(ahead == .invalidParameter("atLeast"))
        }
    }

    @Test func `the log is read in pages, of which some are empty`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.registerDevices("D-", count: 25)
            try await client.record("Device.AddNote", ["id": "D-3", "text": "bent"])
            func read(_ filter: JSONObject) async throws -> (pages: Int, positions: [Int64]) {
                var (pages, start, positions) = (0, 1 as Int64, [] as [Int64])
                while start <= 26 {
                    var parameters = filter
                    parameters["start"] = .integer(start)
                    parameters["limit"] = 10
                    let page = try await client.ask("Log.Read", .object(parameters))
                    let found = try #require(page["events"]?.array).compactMap { $0["position"]?.int64 }
                    let next = try #require(page["next"]?.int64)
                    #expect(next > start)
                    #expect(found.allSatisfy { (start..<next).contains($0) })
                    positions += found
                    start = next
                    pages += 1
                }
                return (pages, positions)
            }
            #expect(try await read([:]) == (3, Array(1...26)))
            #expect(try await read(["stream": "device/D-3"]).positions == [4, 26])
            #expect(try await read(["types": ["device.note-added"]]).positions == [26])
            let both: JSONObject = ["stream": "device/D-3", "types": ["device.registered"]]
            #expect(try await read(both).positions == [4])
            #expect(try await read(["stream": "device/D-404"]).positions == [])
            let pastTheEnd = try await client.ask("Log.Read", ["start": 1_000])
            #expect(pastTheEnd["events"] == [])
            #expect(try await client.ask("Log.Read", ["start": 0])["events"]?.array?.count == 26)
        }
    }

    @Test func `a history is paged from its end`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.record("Person.Register", ["name": "Wu Tao"])
            try await client.registerDevices("D-", count: 2)
            for number in 0..<9 {
                try await client.record("Person.AddNote", ["id": "P-0001", "text": "note \(number)"])
                try await client.record("Device.AddNote", ["id": "D-1", "text": "between"])
            }
            func page(_ before: Int64?) async throws -> (positions: [Int64], previous: Int64?) {
                var parameters: JSONObject = ["record": "person/P-0001", "limit": 4]
                parameters["before"] = before.map { .integer($0) }
                let page = try await client.ask("Records.History", .object(parameters))
                let positions = try #require(page["events"]?.array).compactMap { $0["position"]?.int64 }
                return (positions, page["previous"]?.int64)
            }
            #expect(try await page(nil) == ([14, 16, 18, 20], 14))
            #expect(try await page(14) == ([6, 8, 10, 12], 6))
            #expect(try await page(6) == ([1, 4], nil))
            #expect(try await page(1) == ([], nil))
            // A position of another record is as good as any.
            #expect(try await page(15) == ([8, 10, 12, 14], 8))
            let first = try await client.ask("Records.History", ["record": "person/P-0001", "before": 2])
            #expect(first["events"]?.array?.first?["data"]?["name"] == "Wu Tao")
            let missing = try await client.error(of: "Records.History", ["record": "person/P-0404"])
            #expect(missing?.name == "org.suture.Records.NotFound")
            #expect(missing?["record"] == "person/P-0404")
        }
    }

    /// The outcomes of the small programme's trial are on the first two days of April and the first of May,
    /// at the positions 15, 16 and 17.
    @Test(
        arguments: [
            (["asOf": "2022-03-31"], 0, nil), (["asOf": "2022-04-01"], 1, "1.0000"),
            (["asOf": "2022-04-30"], 2, "0.5000"), (["asOf": "2022-12-31"], 3, "0.6667"),
            (["knownAt": "14"], 0, nil), (["knownAt": "15"], 1, "1.0000"), (["knownAt": "16"], 2, "0.5000"),
            (["knownAt": "16", "asOf": "2022-04-01"], 1, "1.0000"), ([:], 3, "0.6667"),
        ] as [([String: String], Int, String?)])
    func `all queries see the same moment`(moment: [String: String], outcomeCount: Int, rate: String?)
        async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.recordProgramme()
            func ask(_ method: String, _ parameters: JSONObject) async throws -> JSONValue {
                var parameters = parameters
                for (key, value) in moment { parameters[key] = .string(value) }
                return try await client.ask(method, .object(parameters))
            }
            let listed = try await ask("Records.List", ["view": "trial-outcome"])
            #expect(listed["rows"]?.array?.count == outcomeCount)
            let trial = try await ask("Records.Get", ["record": "trial/T-1"])
            #expect(trial["record"]?["counts"]?["outcomes"] == .integer(Int64(outcomeCount)), "\(trial)")
            let report = try await ask("Reports.Trial", ["trial": "T-1"])
            #expect(report["outcomes"]?["evaluable"] == .integer(Int64(outcomeCount)))
            #expect(report["outcomes"]?["rate"]?.string == rate)
            let history = try await ask("Records.History", ["record": "trial/T-1"])
            let types = history["events"]?.array?.compactMap { $0["type"]?.string } ?? []
            #expect(types.count { $0 == "trial.outcome-logged" } == outcomeCount)
            let found = try await ask("Records.Search", ["text": "First use"])
            #expect(found["rows"]?.array?.count == 1)
        }
    }

    @Test func `a report's figures are those of its position while others record`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.recordProgramme()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        let writer = try await daemon.client()
                        for _ in 0..<100 {
                            try await writer.record(
                                "Trial.LogOutcome", ["id": "T-1", "device": "D-0", "result": "success"])
                        }
                        await writer.close()
                    }
                }
                var reports: [JSONValue] = []
                for _ in 0..<40 { reports.append(try await client.ask("Reports.Trial", ["trial": "T-1"])) }
                try await group.waitForAll()
                for report in reports {
                    let position = try #require(report["position"]?.int64)
                    let again = try await client.ask(
                        "Reports.Trial", ["trial": "T-1", "knownAt": .string("\(position)")])
                    #expect(again == report)
                    let event = try await client.ask("Log.Read", ["start": .integer(position), "limit": 1])
                    #expect(event["events"]?.array?.first?["hash"] == report["hash"])
                }
            }
        }
    }

    @Test(arguments: [["asOf": "2023-01-01"], ["knownAt": "1000"], ["knownAt": "2100-01-01T00:00:00Z"]])
    func `the pages of one list of the past show one moment`(moment: [String: String]) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            func register(_ id: String) async throws {
                try await client.record(
                    "Device.Register", ["id": .string(id), "name": "Needle", "type": "other"],
                    context: ["occurredOn": "2022-01-01"])
            }
            for id in ["D-1", "D-3", "D-5"] { try await register(id) }
            for (method, query) in [
                ("Records.List", ["view": "device"]), ("Records.Search", ["text": "Needle", "kinds": []]),
            ] as [(String, JSONObject)] {
                var parameters = query
                for (key, value) in moment { parameters[key] = .string(value) }
                parameters["limit"] = 2
                let first = try await client.ask(method, .object(parameters))
                let after = try #require(first["next"])
                try await register(method == "Records.List" ? "D-4" : "D-6")
                parameters["after"] = after
                let second = try await client.ask(method, .object(parameters))
                #expect(second["position"] == first["position"])
                #expect(second["rows"]?.array?.count == (method == "Records.List" ? 1 : 2))
                parameters["after"] = "5b5d"
                let wrong = try await client.error(of: method, .object(parameters))
                #expect(wrong == .invalidParameter("after"))
            }
        }
    }

    @Test func `before a record is known it is not found`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.recordProgramme()
            for (method, parameters, moment) in [
                ("Records.Get", ["record": "trial/T-1"], ["knownAt": "11"]),
                ("Records.History", ["record": "trial/T-1"], ["knownAt": "11"]),
                ("Reports.Trial", ["trial": "T-1"], ["knownAt": "11"]),
                ("Records.Get", ["record": "trial/T-1"], ["asOf": "2022-03-01"]),
                ("Records.History", ["record": "trial/T-1"], ["asOf": "2022-03-01"]),
            ] as [(String, JSONObject, [String: String])] {
                var parameters = parameters
                for (key, value) in moment { parameters[key] = .string(value) }
                let error = try await client.error(of: method, .object(parameters))
                #expect(error?.shortName == "NotFound", "\(method) \(moment)")
            }
        }
    }
}
