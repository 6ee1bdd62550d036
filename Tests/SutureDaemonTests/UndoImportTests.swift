import Foundation
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// What an import recorded is voided as a whole, or nothing of it is.
@Suite(.timeLimit(.minutes(20))) struct UndoImportTests {
    private static let because: JSONValue = ["reason": "the wrong sheet"]

    /// Records rows as an import, which is closed behind them unless that is not wanted; its number.
    private static func importing(
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

    private static func parameters(_ batch: Int64, _ context: JSONValue) -> JSONValue {
        ["batch": .integer(batch), "context": context]
    }

    /// What is told while the import is undone.
    private static func undo(
        _ batch: Int64, with client: VarlinkClient, context: JSONValue = because
    ) async throws -> [JSONValue] {
        var replies: [JSONValue] = []
        let parameters = parameters(batch, context).bytes
        for try await reply in client.stream("org.suture.Log.UndoImport", parameters) {
            replies.append(JSONValue(reply))
        }
        return replies
    }

    private static func error(
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
    private static func events(
        _ client: VarlinkClient, after position: Int64
    ) async throws -> [JSONValue] {
        try await client.ask("Log.Read", ["start": .integer(position + 1), "limit": 10_000])["events"]?
            .array ?? []
    }

    private static func state(of batch: Int64, _ client: VarlinkClient) async throws -> JSONValue? {
        try await client.ask("Records.List", ["view": "import"])["rows"]?.array?
            .first { $0["batch"]?.int64 == batch }
    }

    /// A trial of a device that are both of the import, and a note on a device that is not: what depends on what.
    private static let rows = [
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

    private static func expectOnly(_ devices: [JSONValue], _ client: VarlinkClient) async throws {
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

extension UndoImportTests {
    @Test func `what follows from another event is voided with it`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await ConsequenceTests.openRound(client)
            let rows = [
                RecordAllTests.note("D-0", "bent"), ConsequenceTests.proposed("PR-1"),
                RecordAllTests.note("D-0", "dull"), ConsequenceTests.proposed("PR-2"),
            ]
            let device = RecordAllTests.register("D-0")
            let batch = try await UndoImportTests.importing([device] + rows, with: client)
            let last = try await client.head()
            #expect(last == 15)
            #expect(try await UndoImportTests.undo(batch, with: client).last?["voidedCount"] == 7)
            let events = try await UndoImportTests.events(client, after: last).dropLast()
            #expect(events.compactMap { $0["data"]?["position"] } == [13, 14, 12, 10, 11, 9, 8])
            #expect(
                events.map { $0["metadata"]?["causation"] } == [nil, "16", nil, nil, "19", nil, nil])
            let projects = try await client.ask("Records.List", ["view": "project"])["rows"]?.array
            #expect(projects?.map { $0["keySince"] } == [nil, nil])
            try await client.ask("Log.RecordAll", RecordAllTests.batch([ConsequenceTests.proposed("PR-1")]))
        }
    }

    @Test func `what was corrected since is not the import's any more, and holds what it needs`() async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let rows = [
                RecordAllTests.register("D-1"), RecordAllTests.note("D-1", "bent"),
                RecordAllTests.register("D-2"),
                RecordAllTests.note("D-2", "dull"),
            ]
            let batch = try await UndoImportTests.importing(rows, with: client)
            // The device as it is now, and a note whose device is the import's.
            for (position, fields) in [
                (2, ["name": "Knife", "type": "other"]), (5, ["text": "sharp"]),
            ] as [(Int64, JSONValue)] {
                try await client.record(
                    "Log.Correct", ["position": .integer(position), "fields": fields],
                    context: UndoImportTests.because)
            }
            let error = try await UndoImportTests.error(undoing: batch, with: client)
            #expect(VoidTests.positions(error) == [10])
            try await client.record("Log.Void", ["position": 10], context: UndoImportTests.because)
            let last = try await UndoImportTests.undo(batch, with: client).last
            #expect(last?["voidedCount"] == 2)
            #expect(last?["voidedBefore"] == 2)
            let rest = try await client.ask("Records.List", ["view": "device"])["rows"]?.array
            #expect(rest?.map { $0["name"] } == ["Knife"])
        }
    }

    @Test func `what is of an erased person stays, and refuses what it depends on`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            func person(_ id: String) -> JSONValue {
                RecordAllTests.proposed("person.register", id, ["name": "Wu Tao"])
            }
            let alone = try await UndoImportTests.importing([person("P-1"), person("P-2")], with: client)
            let rows = [
                RecordAllTests.proposed("institution.register", "I-1", ["name": "N", "type": "hospital"]),
                person("P-3"),
                RecordAllTests.proposed(
                    "person.hold-position", "P-3", ["at": "institution/I-1", "title": "Surgeon"]),
            ]
            let tied = try await UndoImportTests.importing(rows, with: client)
            for id in ["P-1", "P-3"] {
                try await client.record(
                    "Person.Erase", ["id": .string(id), "legalGround": "asked", "decidedBy": "P-2"],
                    context: UndoImportTests.because)
            }
            let last = try await UndoImportTests.undo(alone, with: client).last
            #expect(last?["voidedCount"] == 1)
            #expect(last?["keptCount"] == 1)
            #expect(last?["undone"] == true)
            let error = try await UndoImportTests.error(undoing: tied, with: client)
            #expect(VoidTests.positions(error) == [.integer(tied + 3)])
        }
    }
}

// MARK: Interrupted, and at the same time

extension UndoImportTests {
    /// More than is voided in one commit.
    private static let manyRows = (1...1_300).flatMap {
        [RecordAllTests.register("D-\($0)"), RecordAllTests.note("D-\($0)", "bent")]
    }

    @Test func `killed on the way it goes on when it is repeated, and nothing is voided twice`() async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let batch = try await UndoImportTests.importing(UndoImportTests.manyRows, with: client)
            let parameters = UndoImportTests.parameters(batch, UndoImportTests.because).bytes
            do {
                for try await reply in client.stream("org.suture.Log.UndoImport", parameters)
                where reply["voidedCount"]?.int64 ?? 0 > 0 {
                    _ = await daemon.kill()
                    break
                }
            } catch is VarlinkClientError {}
            try await daemon.start()
            let again = try await daemon.client()
            let last = try #require(try await UndoImportTests.undo(batch, with: again).last)
            #expect(last["undone"] == true)
            let before = try #require(last["voidedBefore"]?.int64)
            #expect(before >= 1_000)
            #expect(last["voidedCount"]?.int64 == 2_600 - before)
            var voided: [Int64] = []
            var start: Int64 = 1
            while true {
                let page = try await again.ask("Log.Read", ["start": .integer(start), "limit": 10_000])
                guard let events = page["events"]?.array, !events.isEmpty else { break }
                voided += events.filter { $0["type"] == "device.voided" }
                    .compactMap { $0["data"]?["position"]?.int64 }
                start = try #require(page["next"]?.int64)
            }
            #expect(voided == (2...2_601).reversed())
            try await UndoImportTests.expectOnly([], again)
        }
    }

    @Test
    func `what is recorded meanwhile stops it or is refused: nothing is left without what it depends on`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let other = try await daemon.client()
            let batch = try await UndoImportTests.importing(UndoImportTests.manyRows, with: client)
            let parameters = UndoImportTests.parameters(batch, UndoImportTests.because).bytes
            var noted: [JSONValue] = []
            var isStopped = false
            do {
                for try await reply in client.stream("org.suture.Log.UndoImport", parameters) {
                    guard reply["undone"]?.bool == false else { continue }
                    do {
                        // The first that was recorded is the last to be voided.
                        let note = try await other.record("Device.AddNote", ["id": "D-1", "text": "mine"])
                        noted.append(note["position"] ?? .null)
                    } catch let error as VarlinkError {
                        #expect(error.shortName == "NotFound")
                    }
                }
            } catch let error as VarlinkError {
                isStopped = true
                #expect(error["rule"] == "later-events-depend")
                #expect(!VoidTests.positions(error).isEmpty)
                #expect(VoidTests.positions(error).allSatisfy(noted.contains))
            }
            #expect(isStopped == !noted.isEmpty)
            for position in noted {
                try await client.record(
                    "Log.Void", ["position": position], context: UndoImportTests.because)
            }
            #expect(try await UndoImportTests.undo(batch, with: client).last?["undone"] == true)
            try await UndoImportTests.expectOnly([], client)
        }
    }

    /// An import among what others record of the same records: it is undone as a whole exactly where its events could be voided
    /// one by one, the last first.
    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `it is refused exactly where voids one by one would be`(seed: UInt64) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            var random = SeededRandom(seed: seed)
            for device in 0...2 {
                try await client.record(
                    "Device.Register", ["id": "A-\(device)", "name": "N", "type": "other"])
            }
            let batch = try await UndoImportTests.importing(
                [RecordAllTests.register("B-0"), RecordAllTests.register("B-1")], with: client,
                isClosed: false)
            // The first two are of the import.
            var own: [Int64] = [batch + 1, batch + 2]
            for step in 0..<12 {
                let isOwn = Bool.random(using: &random)
                let command = UndoImportTests.command(step, isOwn ? "AB" : "AAAAAB", &random)
                let call =
                    isOwn ? ImportEventTests.batch([command], of: batch) : RecordAllTests.batch([command])
                guard let receipts = try? await client.ask("Log.RecordAll", call)["receipts"] else {
                    continue
                }
                if isOwn, let position = receipts.array?.first?["position"]?.int64 { own.append(position) }
            }
            let dryRun: JSONValue = ["reason": "a slip", "dryRun": true]
            var isAdmitted = true
            do {
                _ = try await UndoImportTests.undo(batch, with: client, context: dryRun)
            } catch let error as VarlinkError {
                #expect(error["rule"] == "later-events-depend", "seed \(seed)")
                isAdmitted = false
            }
            var isRefused = false
            for position in own.reversed() {
                do {
                    try await client.record(
                        "Log.Void", ["position": .integer(position)], context: UndoImportTests.because)
                } catch let error as VarlinkError {
                    #expect(error["rule"] == "later-events-depend", "seed \(seed)")
                    isRefused = true
                    break
                }
            }
            #expect(isAdmitted == !isRefused, "seed \(seed)")
        }
    }

    /// About one of the devices whose ids begin with one of these letters.
    private static func command(
        _ step: Int, _ letters: String, _ random: inout SeededRandom
    ) -> JSONValue {
        let letter = letters.randomElement(using: &random) ?? "A"
        let device = "\(letter)-\(Int.random(in: 0...1, using: &random))"
        switch Int.random(in: 0...3, using: &random) {
        case 0: return RecordAllTests.note(device, "note \(step)")
        case 1:
            return RecordAllTests.proposed(
                "device.release-version", device, ["version": .string("\(step)"), "changes": "x"])
        case 2:
            return RecordAllTests.proposed(
                "trial.plan", "T-\(step)", ["title": "T", "devices": [.string(device)], "regime": "none"])
        default: return RecordAllTests.register("C-\(step)")
        }
    }
}

// MARK: The program

extension UndoImportTests {
    @Test func `the program undoes an import, and the same sheet is recorded anew when the user says so`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            try await daemon.client().record("Device.Register", ["id": "D-1", "name": "N", "type": "suture"])
            let rows = SheetIdentityTests.rows
            let map = SheetIdentityTests.map
            #expect(try await daemon.importing(rows, map).exit == .status(0))
            let dry = try await daemon.suture("import", "--undo", "2", "--reason", "a slip", "--dry-run")
            #expect(dry.output == "import 2: 3 events would be voided, 0 voided or corrected before\n")
            let undone = try await daemon.suture("import", "--undo", "2", "--reason", "a slip")
            #expect(
                undone.output == "import 2: 3 events voided, 0 voided or corrected before\n",
                "\(undone.errors)")
            let nothing = try await daemon.suture("import", "--undo", "2", "--reason", "a slip")
            #expect(nothing.output == "import 2 was undone before: nothing to do\n")
            #expect(nothing.exit == .status(0))
            let again = try await daemon.importing(rows, map)
            #expect(again.exit == .status(1))
            #expect(
                again.errorLines.count { $0.contains("which was voided since by position") } == 3,
                "\(again.errors)")
            let anew = try await daemon.importing(rows, map, ["--again", "voided"])
            #expect(anew.output == "3 rows, 3 commands: 3 recorded, 0 recorded before\n", "\(anew.errors)")
            let same = try await daemon.importing(rows, map)
            #expect(same.output == "3 rows, 3 commands: 0 recorded, 3 recorded before\n", "\(same.errors)")
        }
    }

    @Test func `a sheet of persons without ids is known to be undone, and is recorded anew as a whole`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let map = """
                commands:
                  - command: person.register
                    fields: {name: "{text}"}
                    context: {occurredOn: unknown}

                """
            let rows = ["1,Wu Tao,2022", "2,Li Na,2022"]
            for batch in [1, 8] {
                let run = try await daemon.importing(rows, map, batch == 1 ? [] : ["--again", "voided"])
                #expect(run.output == "2 rows, 2 commands: 2 recorded, 0 recorded before\n", "\(run.errors)")
                let undone = try await daemon.suture("import", "--undo", "\(batch)", "--reason", "a slip")
                #expect(undone.exit == .status(0), "\(undone.errors)")
                let again = try await daemon.importing(rows, map)
                #expect(again.exit == .status(1))
                #expect(again.errorLines.count { $0.contains("which was voided since by") } == 2)
                #expect(again.errorLines.last == "--again voided records anew what was voided")
            }
        }
    }

    @Test func `wrong usage is told before the daemon is asked`() async throws {
        try await RunningDaemon.prepare { daemon in
            for (arguments, message) in [
                (["--undo", "2"], "--undo needs --reason: why the import is undone."),
                (
                    ["--undo", "2", "--reason", "x", "a.csv"],
                    "--undo takes no file and no map: only --reason and --dry-run beside it."
                ),
                (
                    ["--undo", "2", "--reason", "x", "--again", "voided"],
                    "--undo takes no file and no map: only --reason and --dry-run beside it."
                ),
                (
                    ["--undo", "0", "--reason", "x"],
                    "--undo 0: an import has a number from 1; suture list import shows them."
                ), (["--map", "m.yaml"], "Missing expected argument '<file>'"),
                (["a.csv"], "Missing expected argument '--map <map>'"),
                (
                    ["a.csv", "--map", "m.yaml", "--reason", "x"],
                    "--reason is for --undo. Why rows are corrected is said with --correct, why they are so in the map."
                ),
            ] {
                let run = try await daemon.suture(["import"] + arguments)
                #expect(run.exit == .status(2), "\(arguments)")
                #expect(run.errors.contains(message), "\(run.errors)")
            }
        }
    }

    @Test func `another's import is undone by a steward`() async throws {
        try AccessTests.requireRoot()
        try await RunningDaemon.run("access.recorders=uid:65534") { daemon in
            let client = try await daemon.client()
            let batch = try await UndoImportTests.importing(
                [RecordAllTests.register("D-1")], with: client, isClosed: false)
            let undo = ["import", "--undo", "\(batch)", "--reason", "a slip"]
            let others = try await daemon.sutureAsNobody(undo)
            #expect(others.exit == .status(1))
            #expect(
                others.errors
                    == "suture: refused (not-own-import) batch: Another account began import 1: to undo it needs a steward.\n"
            )
            #expect(try await client.head() == 2)
            let sheet = try daemon.write("no,text,day\n1,bent,2022\n", to: "sheet.csv")
            let map = try daemon.write(SheetIdentityTests.map, to: "map.yaml")
            let own = try await daemon.sutureAsNobody(["import", sheet, "--map", map])
            #expect(own.exit == .status(0), "\(own.errors)")
            // A steward undoes what nobody imported; the other import then depends on nothing that is left.
            let steward = try await daemon.suture("import", "--undo", "3", "--reason", "a slip")
            #expect(steward.output == "import 3: 1 event voided, 0 voided or corrected before\n")
            #expect(try await daemon.suture(undo).exit == .status(0))
        }
    }
}
