import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// Imports as events: what a batch records of a sheet says so, for the account that began the import and
/// until it is over.
@Suite(.serialized, .timeLimit(.minutes(20))) struct ImportEventTests {
    /// The id of the log, which is that of its installation.
    static func logID(_ client: VarlinkClient) async throws -> String {
        try #require(try await client.ask("Service.Status")["logId"]?.string)
    }

    static func begin(_ log: String, sheet: String = "devices.csv", rows: Int64 = 2) -> JSONValue {
        RecordAllTests.proposed(
            "installation.begin-import", log, ["sheet": .string(sheet), "rows": .integer(rows)])
    }

    static func close(_ log: String, batch: Int64) -> JSONValue {
        RecordAllTests.proposed("installation.close-import", log, ["batch": .integer(batch)])
    }

    /// The command as a row of a sheet has it.
    static func row(_ command: JSONValue, line: Int64) -> JSONValue {
        var members = command.object ?? [:]
        members["line"] = .integer(line)
        return .object(members)
    }

    static func batch(_ commands: [JSONValue], of batch: Int64?) -> JSONValue {
        var members = RecordAllTests.batch(commands).object ?? [:]
        members["batch"] = batch.map { .integer($0) }
        return .object(members)
    }

    /// What the events of the log say of their imports.
    private static func places(_ client: VarlinkClient) async throws -> [JSONValue] {
        try await client.ask("Log.Read", ["start": 1])["events"]?.array?
            .map { $0["metadata"]?["import"] ?? .null } ?? []
    }

    @Test func `events say of which import they are and on which line of its sheet`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let log = try await ImportEventTests.logID(client)
            let rows = ["D-1", "D-2"].map { RecordAllTests.register($0) }
            let first = [
                RecordAllTests.register("D-0"), ImportEventTests.begin(log),
                ImportEventTests.row(rows[0], line: 2),
            ]
            let receipts = try await client.ask("Log.RecordAll", RecordAllTests.batch(first))["receipts"]
            #expect(receipts?.array?.compactMap { $0["position"]?.int64 } == [1, 2, 3])
            let rest = [
                ImportEventTests.row(rows[1], line: 3), RecordAllTests.note("D-2", "bent"),
                ImportEventTests.close(log, batch: 2),
            ]
            try await client.ask("Log.RecordAll", ImportEventTests.batch(rest, of: 2))
            #expect(
                try await ImportEventTests.places(client) == [
                    .null, .null, ["batch": 2, "line": 2], ["batch": 2, "line": 3], ["batch": 2],
                    ["batch": 2],
                ])
            let row = try await client.ask("Records.List", ["view": "import"])["rows"]?.array?.first
            #expect(row?["batch"] == 2)
            #expect(row?["sheet"] == "devices.csv")
            #expect(row?["rows"] == 2)
            #expect(row?["state"] == "closed")
            #expect(row?["account"]?.string?.isEmpty == false)
        }
    }

    @Test func `what an import says of itself is no part of a command's content`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let log = try await ImportEventTests.logID(client)
            let row = RecordAllTests.register("D-1", context: ["commandId": "c-1"])
            let sheet = [ImportEventTests.begin(log), ImportEventTests.row(row, line: 2)]
            try await client.ask("Log.RecordAll", RecordAllTests.batch(sheet))
            let again = try await client.ask(
                "Log.RecordAll",
                ImportEventTests.batch([ImportEventTests.row(row, line: 9)], of: 1))["receipts"]
            #expect(again?.array?.map { $0["duplicate"]?.bool } == [true])
            let alone = try await client.ask("Log.RecordAll", RecordAllTests.batch([row]))["receipts"]
            #expect(alone?.array?.map { $0["duplicate"]?.bool } == [true])
        }
    }

    @Test func `an import that records nothing leaves none`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let log = try await ImportEventTests.logID(client)
            let row = RecordAllTests.register("D-1", context: ["commandId": "c-1"])
            try await client.ask("Log.RecordAll", RecordAllTests.batch([row]))
            let again = try await client.ask(
                "Log.RecordAll",
                RecordAllTests.batch([ImportEventTests.begin(log), ImportEventTests.row(row, line: 2)]))[
                    "receipts"]
            #expect(again?.array?.map { $0["position"]?.int64 } == [0, 1])
            let refused = [ImportEventTests.begin(log), RecordAllTests.note("D-404", "lost")]
            let error = try await client.error(of: "Log.RecordAll", RecordAllTests.batch(refused))
            #expect(error?.name == "org.suture.Log.BatchRefused")
            #expect(try await client.ask("Service.Status")["position"]?.int64 == 1)
        }
    }

    @Test func `nothing belongs to an import that is closed, to what is none, or to nothing at all`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let log = try await ImportEventTests.logID(client)
            let sheet = [
                ImportEventTests.begin(log), RecordAllTests.register("D-1"),
                ImportEventTests.close(log, batch: 1),
            ]
            try await client.ask("Log.RecordAll", RecordAllTests.batch(sheet))
            for (batch, rule) in [(1, "import-closed"), (2, "not-found"), (404, "not-found")] {
                let error = try await client.error(
                    of: "Log.RecordAll",
                    ImportEventTests.batch([RecordAllTests.register("D-2")], of: Int64(batch)))
                #expect(error?.name == "org.suture.Log.Refused")
                #expect(error?["rule"]?.string == rule, "\(batch)")
                #expect(error?["field"] == "batch")
            }
            let error = try await client.error(
                of: "Log.RecordAll", ImportEventTests.batch([RecordAllTests.register("D-2")], of: 0))
            #expect(error?.name == "org.varlink.service.InvalidParameter")
            let lineless = [
                ImportEventTests.row(RecordAllTests.register("D-2"), line: 2), ImportEventTests.begin(log),
                ImportEventTests.row(RecordAllTests.register("D-3"), line: 0),
            ]
            let refusals = try await client.error(
                of: "Log.RecordAll", RecordAllTests.batch(lineless))?["refusals"]?.array
            #expect(refusals?.compactMap { $0["index"]?.int64 } == [0, 2])
            #expect(refusals?.allSatisfy { $0["field"] == "line" } == true)
            #expect(try await client.ask("Service.Status")["position"]?.int64 == 3)
        }
    }
    @Test func `nobody records more of another's import, not even a steward`() async throws {
        try AccessTests.requireRoot()
        try await RunningDaemon.run("access.recorders=uid:65534") { daemon in
            let client = try await daemon.client()
            let log = try await ImportEventTests.logID(client)
            // As if it had been killed on the way: it is open.
            let begun = [ImportEventTests.begin(log), RecordAllTests.register("D-1")]
            try await client.ask("Log.RecordAll", RecordAllTests.batch(begun))
            let sheet = try daemon.write("no,text,day\n1,bent,2022\n", to: "devices.csv")
            let map = try daemon.write(SheetIdentityTests.map, to: "map.yaml")
            let own = try await daemon.sutureAsNobody(["import", sheet, "--map", map])
            #expect(own.output == "1 rows, 1 commands: 1 recorded, 0 recorded before\n", "\(own.errors)")
            #expect(own.errors == "import 3: the name of the sheet, devices.csv, is kept for ever\n")
            #expect(
                try await ImportEventTests.places(client) == [
                    .null, ["batch": 1], .null, ["batch": 3, "line": 2], .null,
                ])
            let error = try await client.error(
                of: "Log.RecordAll", ImportEventTests.batch([RecordAllTests.register("D-2")], of: 3))
            #expect(error?["rule"] == "not-own-import")
            let closing = ["installation", "close-import", log, "--batch", "1"]
            let closed = try await daemon.sutureAsNobody(closing)
            #expect(closed.errors.contains("refused (not-own-import) batch: "), "\(closed.errors)")
            #expect(try await daemon.suture(closing).exit == .status(0))
        }
    }
}
