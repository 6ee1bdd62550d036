import SutureJSON
import SutureTestSupport
import Testing

/// Sheets that come again with rows that are refused, in pieces, or with less in them.
@Suite(.timeLimit(.minutes(20))) struct TornSheetTests {
    private static let map = """
        commands:
          - command: device.add-note
            id: D-1
            fields: {text: "{text}"}
            context: {occurredOn: "{day}"}

        """
    private static let people =
        "commands: [{command: person.register, fields: {name: '{name}'}, context: {occurredOn: unknown}}]\n"

    private static func withDevice(_ body: (RunningDaemon) async throws -> Void) async throws {
        try await RunningDaemon.run { daemon in
            try await daemon.client().record(
                "Device.Register", ["id": "D-1", "name": "N", "type": "suture"],
                context: ["occurredOn": "2020"])
            try await body(daemon)
        }
    }

    private static func notes(_ daemon: RunningDaemon) async throws -> String {
        try await daemon.suture("list", "note", "--csv", "--column", "text").output
    }

    @Test(arguments: [[], ["--skip-refused"]])
    func `a row with a problem may be what an earlier row says now, so no other is taken for it`(
        options: [String]
    ) async throws {
        try await TornSheetTests.withDevice { daemon in
            let first = try await daemon.importing(
                "text,day\nbent,2021-01\ndull,2021-02\n", TornSheetTests.map)
            #expect(first.exit == .status(0), "\(first.errors)")
            let before = try await TornSheetTests.notes(daemon)
            #expect(before.contains("dull"), "\(before)")
            let torn = "text,day\nbent,2021-01\nduller,2021-13\nnew,2021-03\n"
            let run = try await daemon.importing(
                torn, TornSheetTests.map, ["--correct", "a slip"] + options)
            #expect(run.exit == .status(1))
            #expect(run.errors.contains("sheet.csv:3: device.add-note: context.occurredOn"), "\(run.errors)")
            #expect(
                run.errors.contains("sheet.csv:4: device.add-note D-1: it may be new, or what"),
                "\(run.errors)")
            #expect(try await TornSheetTests.notes(daemon) == before)
            // The user knows.
            let said = try await daemon.importing(
                torn, TornSheetTests.map, ["--correct", "a slip", "--skip-refused", "--again", "new:4"])
            #expect(
                said.output == "3 rows, 2 commands: 1 recorded, 1 recorded before; left out rows: 1\n",
                "\(said.errors)")
            let mended = try await daemon.importing(
                "text,day\nbent,2021-01\nduller,2021-02\nnew,2021-03\n", TornSheetTests.map,
                ["--correct", "a slip"])
            #expect(
                mended.output == "3 rows, 3 commands: 1 recorded, 2 recorded before\n", "\(mended.errors)")
        }
    }

    @Test func `a list of a row with a key tells its parts apart by their records, and none goes unseen`()
        async throws
    {
        try await TornSheetTests.withDevice { daemon in
            for id in ["D-2", "D-3"] {
                try await daemon.client().record(
                    "Device.Register", ["id": .string(id), "name": "N", "type": "suture"],
                    context: ["occurredOn": "2020"])
            }
            let map = """
                commands:
                  - command: device.add-note
                    id: {column: devices, split: "|"}
                    key: "{no}"
                    fields: {text: "{text}"}
                    context: {occurredOn: "2021"}

                """
            for (devices, newCount) in [("D-1|D-2", 2), ("D-3|D-1|D-2", 1), ("D-2|D-3|D-1", 0)] {
                let run = try await daemon.importing("no,devices,text\n1,\(devices),bent\n", map)
                let count = devices.split(separator: "|").count
                #expect(
                    run.output
                        == "1 rows, \(count) commands: \(newCount) recorded, \(count - newCount) recorded before\n",
                    "\(run.errors)")
            }
            let texts = """
                commands:
                  - command: device.add-note
                    id: D-1
                    key: "{no}"
                    fields: {text: {column: text, split: "|"}}
                    context: {occurredOn: "2021"}

                """
            let whole = try await daemon.importing("no,text\n2,dull|bent|torn\n", texts)
            #expect(whole.output == "1 rows, 3 commands: 3 recorded, 0 recorded before\n", "\(whole.errors)")
            for less in ["dull|bent", "dull|torn", "dull"] {
                let run = try await daemon.importing("no,text\n2,\(less)\n", texts, ["--correct", "a slip"])
                #expect(run.exit == .status(1))
                #expect(
                    run.errors.contains("had more in its list: void what was recorded at "), "\(run.errors)")
            }
        }
    }

    @Test func `names without a key go on where their import was interrupted`() async throws {
        let sheet = "name\nWu\nLi\nHe\nMa\n"
        // Whatever the log, the commands have these ids.
        var ids: [JSONValue] = []
        try await RunningDaemon.run { daemon in
            let whole = try await daemon.importing(sheet, TornSheetTests.people)
            #expect(whole.exit == .status(0), "\(whole.errors)")
            let page = try await daemon.client().ask("Log.Read", ["start": 1, "limit": 10])
            ids = (page["events"]?.array ?? []).compactMap { $0["metadata"]?["command"]?["id"] }
        }
        #expect(ids.count == 4)
        for isClosed in [false, true] {
            try await RunningDaemon.run { daemon in
                let client = try await daemon.client()
                let log = try await client.ask("Service.Status")["logId"] ?? .null
                var commands: [JSONValue] = [
                    [
                        "command": "installation.begin-import", "id": log,
                        "fields": ["sheet": "sheet.csv", "rows": 4],
                    ]
                ]
                for (name, id) in zip(["Wu", "Li"], ids) {
                    commands.append([
                        "command": "person.register", "id": "", "fields": ["name": .string(name)],
                        "context": ["commandId": id, "occurredOn": "unknown"],
                    ])
                }
                try await client.ask("Log.RecordAll", ["commands": .array(commands)])
                if isClosed { try await client.record("Installation.CloseImport", ["id": log, "batch": 1]) }
                let run = try await daemon.importing(sheet, TornSheetTests.people)
                guard !isClosed else {
                    // Two names were the whole sheet.
                    #expect(run.errors.contains("give them a key: in the map"), "\(run.errors)")
                    return
                }
                #expect(run.output == "4 rows, 4 commands: 2 recorded, 2 recorded before\n", "\(run.errors)")
                let again = try await daemon.importing(sheet, TornSheetTests.people)
                #expect(
                    again.output == "4 rows, 4 commands: 0 recorded, 4 recorded before\n", "\(again.errors)")
            }
        }
    }

    @Test func `names that were taken for earlier ones are taken for them again`() async throws {
        try await RunningDaemon.run { daemon in
            let first = try await daemon.importing("name\nAnn\nBob\n", TornSheetTests.people)
            #expect(first.exit == .status(0), "\(first.errors)")
            let options = ["--source", "other", "--again", "equal"]
            for newCount in [1, 0] {
                let run = try await daemon.importing("name\nAnn\nZed\n", TornSheetTests.people, options)
                #expect(
                    run.output
                        == "2 rows, 2 commands: \(newCount) recorded, \(2 - newCount) recorded before\n",
                    "\(run.errors)")
            }
            let undecided = try await daemon.importing(
                "name\nAnn\nZed\n", TornSheetTests.people, ["--source", "other"])
            #expect(undecided.exit == .status(1))
            #expect(undecided.errorLines.first?.contains("looks like what was recorded at position") == true)
        }
    }

    @Test(arguments: [" ward", "ward ", "a\u{202E}b", "a\tb"])
    func `a sheet's name that cannot be kept is refused before anything else`(name: String) async throws {
        try await TornSheetTests.withDevice { daemon in
            let run = try await daemon.importing(
                "text,day\nbent,2021-01\n", TornSheetTests.map, ["--source", name])
            #expect(run.exit == .status(2))
            #expect(run.errors.contains("the sheet's name "), "\(run.errors)")
        }
    }
}
