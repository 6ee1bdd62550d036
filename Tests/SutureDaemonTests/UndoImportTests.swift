import Foundation
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// What an import recorded is voided as a whole, or nothing of it is.
@Suite(.timeLimit(.minutes(20))) struct UndoImportTests {
    static let because: JSONValue = ["reason": "the wrong sheet"]

    /// Records rows as an import, which is closed behind them unless that is not wanted; its number.
    static func importing(
        _ rows: [JSONValue], with client: VarlinkClient, isClosed: Bool = true
    ) async throws -> Int64 {
        let log = try await ImportEventTests.logID(client)
        let begun = [ImportEventTests.begin(log, rows: Int64(rows.count))] + rows
        let receipts = try await client.ask("Log.RecordAll", RecordAllTests.batch(begun))["receipts"]
        let batch = try #require(receipts?.array?.first?["position"]?.int64)
        if isClosed {
            try await client.ask(
                "Installation.CloseImport", ["id": .string(log), "batch": .integer(batch)])
        }
        return batch
    }

    static func parameters(_ batch: Int64, _ context: JSONValue) -> JSONValue {
        ["batch": .integer(batch), "context": context]
    }

    /// What is told while the import is undone.
    static func undo(
        _ batch: Int64, with client: VarlinkClient, context: JSONValue = because
    ) async throws -> [JSONValue] {
        var replies: [JSONValue] = []
        let parameters = parameters(batch, context).bytes
        for try await reply in client.stream("org.suture.Log.UndoImport", parameters) {
            replies.append(JSONValue(reply))
        }
        return replies
    }

    static func error(
        undoing batch: Int64, with client: VarlinkClient, context: JSONValue = because
    ) async throws -> VarlinkError? {
        do {
            let replies = try await undo(batch, with: client, context: context)
            Issue.record("undone: \(replies)")
            return nil
        } catch let error as VarlinkError {
            return error
        }
    }

    /// The events behind that position.
    static func events(
        _ client: VarlinkClient, after position: Int64
    ) async throws -> [JSONValue] {
        try await client.ask("Log.Read", ["start": .integer(position + 1), "limit": 10_000])["events"]?
            .array ?? []
    }

    static func state(of batch: Int64, _ client: VarlinkClient) async throws -> JSONValue? {
        try await client.ask("Records.List", ["view": "import"])["rows"]?.array?
            .first { $0["batch"]?.int64 == batch }
    }

    /// A trial of a device that are both of the import, and a note on a device that is not: what depends on
    /// what.
    static let rows = [
        RecordAllTests.register("D-1"), RecordAllTests.register("D-2"), RecordAllTests.note("D-0", "bent"),
        RecordAllTests.proposed(
            "trial.plan", "T-1", ["title": "T", "devices": ["D-1"], "regime": "none"]),
        RecordAllTests.note("D-1", "on trial"),
    ]

    @Test func `all that an import recorded is voided, the last first, and the import is undone`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.record("Device.Register", ["id": "D-0", "name": "N", "type": "other"])
            let batch = try await UndoImportTests.importing(UndoImportTests.rows, with: client)
            let last = try await client.head()
            let replies = try await UndoImportTests.undo(batch, with: client)
            func told(_ voidedCount: Int64, undone: Bool) -> JSONValue {
                [
                    "eventCount": 5, "voidedCount": .integer(voidedCount), "voidedBefore": 0, "keptCount": 0,
                    "correctionCount": 0, "undone": .bool(undone),
                ]
            }
            #expect(replies == [told(0, undone: false), told(5, undone: true)])
            let events = try await UndoImportTests.events(client, after: last)
            #expect(events.dropLast().compactMap { $0["data"]?["position"] } == [7, 6, 5, 4, 3])
            #expect(events.allSatisfy { $0["metadata"]?["reason"] == "the wrong sheet" })
            #expect(events.last?["type"] == "installation.import-undone")
            #expect(events.last?["data"] == ["batch": 2, "voided": 5])
            let state = try await UndoImportTests.state(of: batch, client)
            #expect(state?["state"] == "undone")
            #expect(state?["voided"] == 5)
            try await UndoImportTests.expectOnly(["D-0"], client)
            // And so it is after a start that knows nothing but the log.
            #expect(await daemon.terminate() == .status(0))
            try daemon.removeViews()
            try await daemon.start()
            let again = try await daemon.client()
            try await UndoImportTests.expectOnly(["D-0"], again)
            let head = try await again.head()
            let nothing = try await UndoImportTests.undo(batch, with: again)
            #expect(nothing.map { $0["undone"] } == [true])
            #expect(nothing.map { $0["voidedBefore"] } == [5])
            #expect(try await again.head() == head)
        }
    }

    static func expectOnly(_ devices: [JSONValue], _ client: VarlinkClient) async throws {
        let rows = try await client.ask("Records.List", ["view": "device"])["rows"]?.array
        #expect(rows?.compactMap { $0["id"] } == devices)
        for view in ["trial", "note"] {
            #expect(try await client.ask("Records.List", ["view": .string(view)])["rows"] == [], "\(view)")
        }
    }

    @Test func `what others recorded since refuses it, with the list, before anything is voided`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.record("Device.Register", ["id": "D-0", "name": "N", "type": "other"])
            let batch = try await UndoImportTests.importing(UndoImportTests.rows, with: client)
            try await client.record("Device.AddNote", ["id": "D-0", "text": "of nobody's business"])
            try await client.record("Device.AddNote", ["id": "D-2", "text": "mine"])
            try await client.record(
                "Trial.Plan", ["id": "T-2", "title": "T", "devices": ["D-1"], "regime": "none"])
            let head = try await client.head()
            for context in [
                ["reason": "a slip", "dryRun": true], UndoImportTests.because,
            ] as [JSONValue] {
                let error = try await UndoImportTests.error(undoing: batch, with: client, context: context)
                #expect(error?.name == "org.suture.Log.Refused")
                #expect(error?["rule"] == "later-events-depend")
                #expect(error?["field"] == "batch")
                #expect(VoidTests.positions(error) == [10, 11])
            }
            #expect(try await client.head() == head)
            try await client.record("Log.Void", ["position": 11], context: UndoImportTests.because)
            try await client.record("Log.Void", ["position": 10], context: UndoImportTests.because)
            let dry = try await UndoImportTests.undo(
                batch, with: client, context: ["reason": "a slip", "dryRun": true])
            #expect(dry.map { $0["eventCount"] } == [5])
            #expect(dry.map { $0["undone"] } == [false])
            #expect(try await client.head() == head + 2)
            let replies = try await UndoImportTests.undo(batch, with: client)
            #expect(replies.last?["voidedCount"] == 5)
            let notes = try await client.ask("Records.List", ["view": "note"])["rows"]?.array
            #expect(notes?.map { $0["text"] } == ["of nobody's business"])
        }
    }

    @Test func `an import that is open is closed, and what was voided before is passed over`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let rows = ["D-1", "D-2", "D-3"].map { RecordAllTests.register($0) }
            let batch = try await UndoImportTests.importing(rows, with: client, isClosed: false)
            try await client.record("Log.Void", ["position": 3], context: UndoImportTests.because)
            let replies = try await UndoImportTests.undo(batch, with: client)
            #expect(replies.last?["voidedCount"] == 2)
            #expect(replies.last?["voidedBefore"] == 1)
            let types = try await UndoImportTests.events(client, after: 5).map { $0["type"] }
            #expect(
                types == [
                    "installation.import-closed", "device.voided", "device.voided",
                    "installation.import-undone",
                ])
            #expect(try await UndoImportTests.state(of: batch, client)?["voided"] == 3)
            let more = try await client.error(
                of: "Log.RecordAll", ImportEventTests.batch([RecordAllTests.register("D-4")], of: batch))
            #expect(more?["rule"] == "import-closed")
        }
    }

    @Test func `what cannot be undone is refused with its rule, and nothing is recorded`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let rows = ["D-1", "D-2", "D-3"].map { RecordAllTests.register($0) }
            let batch = try await UndoImportTests.importing(rows, with: client)
            try await client.record("Device.Lock", ["id": "D-2"])
            try await client.record("Device.Lock", ["id": "D-3"])
            let head = try await client.head()
            for (batch, context, rule) in [
                (batch, [:], "reason-required"), (2, UndoImportTests.because, "not-found"),
                (99, UndoImportTests.because, "not-found"), (batch, UndoImportTests.because, "record-locked"),
            ] as [(Int64, JSONValue, JSONValue)] {
                let error = try await UndoImportTests.error(undoing: batch, with: client, context: context)
                #expect(error?["rule"] == rule)
            }
            let locked = try await UndoImportTests.error(undoing: batch, with: client)
            #expect(
                locked?["message"]
                    == "device/D-2 is locked; a steward can unlock it. Nor can these be changed: device/D-3.")
            for (parameters, name) in [
                (["batch": 0], "batch"), (["batch": "1"], "batch"),
                (["batch": 1, "colour": "red"], "colour"),
                (["batch": 1, "context": ["commandId": "c-1"]], "context.commandId"),
                (["batch": 1, "context": ["occurredOn": "2022"]], "context.occurredOn"),
            ] as [(JSONValue, JSONValue)] {
                do {
                    for try await reply in client.stream("org.suture.Log.UndoImport", parameters.bytes) {
                        Issue.record("\(JSONValue(reply))")
                    }
                } catch let error as VarlinkError {
                    #expect(error["parameter"] == name)
                }
            }
            #expect(try await client.head() == head)
        }
    }

    @Test func `what an import corrected does not count again, and what stands for ever stays`() async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.record("Device.Register", ["id": "D-0", "name": "N", "type": "other"])
            try await client.record("Device.AddNote", ["id": "D-0", "text": "bent"])
            var correction =
                RecordAllTests.note("D-0", "straight", context: ["reason": "a slip"]).object ?? [:]
            correction["correcting"] = 2
            let rows = [
                .object(correction), RecordAllTests.register("D-1"),
                RecordAllTests.proposed("device.lock", "D-1", [:]),
            ]
            let batch = try await UndoImportTests.importing(rows, with: client)
            #expect(try await UndoImportTests.error(undoing: batch, with: client)?["rule"] == "record-locked")
            try await client.record("Device.Unlock", ["id": "D-1"], context: UndoImportTests.because)
            let replies = try await UndoImportTests.undo(batch, with: client)
            #expect(replies.last?["voidedCount"] == 2)
            #expect(replies.last?["correctionCount"] == 1)
            #expect(replies.last?["keptCount"] == 1)
            try await UndoImportTests.expectOnly(["D-0"], client)
        }
    }
}
