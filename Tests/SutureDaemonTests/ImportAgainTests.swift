import Foundation
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// Imports beside others of their account, and after ones that did not come to their end.
@Suite(.timeLimit(.minutes(20))) struct ImportAgainTests {
    private static let notes = """
        commands:
          - command: device.register
            id: "{no}"
            once: true
            fields: {name: "{no}", type: other}
          - command: device.add-note
            id: "{no}"
            fields: {text: "{text}"}

        """

    @Test func `an import waits for another one that looks at its sheet, and says so`() async throws {
        try await RunningDaemon.run { daemon in
            let other = try await daemon.client()
            try await other.ask("Log.Check", ["commands": [], "begin": true])
            let sheet = try daemon.write("no,text\nD1,bent\n", to: "sheet.csv")
            let map = try daemon.write(ImportAgainTests.notes, to: "map.yaml")
            let errors = "\(daemon.directory)/errors"
            let run = Task {
                try await ProgramRun.of(
                    [
                        "/bin/sh", "-c", "exec \"$0\" \"$@\" 2>'\(errors)'", BuiltProgram.path("suture"),
                        "import",
                        sheet, "--map", map, "--socket", daemon.socketPath,
                    ])
            }
            var told = ""
            while !told.contains("\n") {
                try await Task.sleep(for: .milliseconds(20))
                told = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
            }
            #expect(told == "suture: waiting, at most 300 s: Another check of your account is under way.\n")
            #expect(try await other.head() == 0)
            try await other.ask("Log.Check", ["commands": [], "finish": true])
            #expect(try await run.value.output == "1 rows, 2 commands: 2 recorded, 0 recorded before\n")
        }
    }

    @Test func `once a sheet is recorded, its earlier imports that were interrupted are closed`() async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let log = try await ImportEventTests.logID(client)
            func begin(_ sheet: String, _ device: String) async throws -> Int64 {
                let commands: [JSONValue] = [
                    [
                        "command": "installation.begin-import", "id": .string(log),
                        "fields": ["sheet": .string(sheet), "rows": 1],
                    ],
                    [
                        "command": "device.register", "id": .string(device),
                        "fields": ["name": .string(device), "type": "other"], "line": 2,
                    ],
                ]
                let receipts = try await client.ask("Log.RecordAll", ["commands": .array(commands)])[
                    "receipts"]
                return try #require(receipts?.array?.first?["position"]?.int64)
            }
            let interrupted = try await begin("sheet.csv", "D1")
            let others = try await begin("other.csv", "D9")
            func open() async throws -> [Int64?] {
                let page = try await client.ask(
                    "Records.List", ["view": "import", "where": ["state": "open"], "orderBy": "batch"])
                return page["rows"]?.array?.map { $0["batch"]?.int64 } ?? []
            }
            let wrong = try await daemon.importing(
                ["D1,", "D2,dull"], ImportAgainTests.notes, header: "no,text")
            #expect(wrong.exit == .status(1))
            let tried = try await daemon.importing(
                ["D1,bent", "D2,dull"], ImportAgainTests.notes, ["--dry-run"], header: "no,text")
            #expect(tried.exit == .status(0))
            #expect(try await open() == [interrupted, others])

            let run = try await daemon.importing(
                ["D1,bent", "D2,dull"], ImportAgainTests.notes, header: "no,text")
            #expect(run.output == "2 rows, 4 commands: 3 recorded, 1 recorded before\n")
            #expect(
                run.errorLines.last
                    == "import \(interrupted): an earlier one of this sheet, which was interrupted, is closed now"
            )
            #expect(try await open() == [others])
        }
    }

    /// The first import sees them as every later one does.
    @Test func `two rows that begin a record with the same words are one, whether it exists or not`()
        async throws
    {
        let map = ImportAgainTests.notes.replacing("    once: true\n", with: "")
        try await RunningDaemon.run { daemon in
            let rows = ["D1,bent", "D1,dull"]
            let first = try await daemon.importing(rows, map, header: "no,text")
            #expect(first.output == "2 rows, 4 commands: 3 recorded, 1 recorded before\n", "\(first.errors)")
            let again = try await daemon.importing(rows, map, header: "no,text")
            #expect(again.output == "2 rows, 4 commands: 0 recorded, 4 recorded before\n", "\(again.errors)")

            let other = try await daemon.importing(
                ["E1,a", "E1,b"], map.replacing("name: \"{no}\"", with: "name: \"{text}\""), header: "no,text"
            )
            #expect(other.exit == .status(1))
            #expect(
                other.errorLines.first?.contains("sheet.csv:3: device.register E1: refused (already-exists)")
                    == true)
        }
    }
}
