import SutureJSON
import SutureTestSupport
import SutureVarlink
import Testing

/// A row is what its sheet says it is: known again, told from others', and never recorded twice or dropped without a word.
@Suite(.timeLimit(.minutes(20))) struct SheetIdentityTests {
    static let map = SheetIdentityTests.map()

    static func map(key: String? = nil, context: String = "") -> String {
        """
        commands:
          - command: device.add-note
            id: D-1
            \(key.map { "key: \"\($0)\"" } ?? "")
            fields: {text: "{text}"}
            context: {occurredOn: "{day}"\(context)}

        """
    }

    static let rows = ["1,bent,2022-01", "2,dull,2022-02", "3,bent,2022-01"]

    /// What is told of each row: its line, and how it begins.
    private func told(_ run: ProgramRun) -> [String] {
        run.errorLines.compactMap { line in
            line.split(separator: "sheet.csv:").last.flatMap {
                line.contains("sheet.csv:") ? String($0) : nil
            }
        }
    }

    private func withSheet(
        _ rows: [String] = rows, map: String = map, _ body: (RunningDaemon) async throws -> Void
    ) async throws {
        try await RunningDaemon.run { daemon in
            try await daemon.client().record(
                "Device.Register", ["id": "D-1", "name": "N", "type": "suture"],
                context: ["occurredOn": "2020"])
            // Its beginning stands at position 2, before its rows, and its end at 6.
            let run = try await daemon.importing(rows, map)
            #expect(
                run.output
                    == "\(rows.count) rows, \(rows.count) commands: \(rows.count) recorded, 0 recorded before\n"
            )
            try await body(daemon)
        }
    }

    @Test func `the same sheet is the same, also with a reason in the map`() async throws {
        try await withSheet { daemon in
            for map in [
                SheetIdentityTests.map, SheetIdentityTests.map(context: ", reason: later, sources: [a list]"),
            ] {
                let run = try await daemon.importing(SheetIdentityTests.rows, map)
                #expect(run.output == "3 rows, 3 commands: 0 recorded, 3 recorded before\n", "\(run.errors)")
            }
            #expect(try await daemon.client().head() == 6)
        }
    }

    @Test func `rows that were added are new, wherever they stand`() async throws {
        try await withSheet { daemon in
            var rows = SheetIdentityTests.rows
            for (place, text) in [(3, "end"), (1, "middle"), (0, "top"), (0, "bent")] {
                rows.insert("\(place),\(text),2022-01", at: place)
                let run = try await daemon.importing(rows, SheetIdentityTests.map)
                #expect(
                    run.output
                        == "\(rows.count) rows, \(rows.count) commands: 1 recorded, \(rows.count - 1) recorded before\n",
                    "\(run.errors)")
            }
            #expect(try await daemon.client().head() == 18)
        }
    }

    @Test func `another sheet's equal row looks like an earlier one until the user decides`() async throws {
        try await withSheet { daemon in
            let rows = ["1,bent,2022-01", "2,dull,2022-03"]
            let source = ["--source", "ward 2"]
            let run = try await daemon.importing(rows, SheetIdentityTests.map, source)
            #expect(run.exit == .status(1))
            #expect(told(run) == ["2: device.add-note D-1: looks like what was recorded at position 3"])
            let equal = try await daemon.importing(
                rows, SheetIdentityTests.map, source + ["--again", "equal", "--dry-run"])
            #expect(equal.output == "2 rows, 2 commands: 1 would be recorded, 1 recorded before\n")
            let others = try await daemon.importing(
                rows, SheetIdentityTests.map, source + ["--again", "new:3"])
            #expect(others.exit == .status(1))
            let none = try await daemon.importing(
                rows, SheetIdentityTests.map, source + ["--again", "new:9"])
            #expect(none.exit == .status(2))
            let new = try await daemon.importing(rows, SheetIdentityTests.map, source + ["--again", "new:2"])
            #expect(new.output == "2 rows, 2 commands: 2 recorded, 0 recorded before\n", "\(new.errors)")
            let again = try await daemon.importing(rows, SheetIdentityTests.map, source)
            #expect(again.output == "2 rows, 2 commands: 0 recorded, 2 recorded before\n", "\(again.errors)")
        }
    }

    @Test(arguments: [nil, "{no}"])
    func `a changed cell is told and corrected, and changed back`(key: String?) async throws {
        let map = SheetIdentityTests.map(key: key)
        try await withSheet(map: map) { daemon in
            var rows = SheetIdentityTests.rows
            rows[1] = "2,blunt,2022-04"
            let run = try await daemon.importing(rows, map)
            #expect(run.exit == .status(1))
            #expect(
                told(run) == [
                    "3: device.add-note D-1: says something else than what was recorded at position 4: text (column text): "
                        + "\"dull\" → \"blunt\"; context.occurredOn (column day): \"2022-02\" → \"2022-04\""
                ])
            #expect(try await daemon.client().head() == 6)
            for rows in [rows, SheetIdentityTests.rows, rows] {
                let corrected = try await daemon.importing(rows, map, ["--correct", "a slip"])
                #expect(
                    corrected.output == "3 rows, 3 commands: 1 recorded, 2 recorded before\n",
                    "\(corrected.errors)")
                let again = try await daemon.importing(rows, map)
                #expect(
                    again.output == "3 rows, 3 commands: 0 recorded, 3 recorded before\n", "\(again.errors)")
            }
            #expect(try await daemon.client().head() == 18)
        }
    }

    @Test func `what was voided is recorded anew when the user says so, once`() async throws {
        try await withSheet { daemon in
            try await daemon.client().record("Log.Void", ["position": 4], context: ["reason": "a slip"])
            let run = try await daemon.importing(SheetIdentityTests.rows, SheetIdentityTests.map)
            #expect(run.exit == .status(1))
            #expect(
                told(run) == [
                    "3: device.add-note D-1: was recorded at position 4, which was voided since by position 7"
                ])
            let anew = try await daemon.importing(
                SheetIdentityTests.rows, SheetIdentityTests.map, ["--again", "voided"])
            #expect(anew.output == "3 rows, 3 commands: 1 recorded, 2 recorded before\n", "\(anew.errors)")
            let again = try await daemon.importing(SheetIdentityTests.rows, SheetIdentityTests.map)
            #expect(again.output == "3 rows, 3 commands: 0 recorded, 3 recorded before\n", "\(again.errors)")
        }
    }

    @Test func `a sheet under a known name that has lost rows is told for every row that it kept`()
        async throws
    {
        try await withSheet { daemon in
            let run = try await daemon.importing(["1,bent,2022-01", "9,new,2022"], SheetIdentityTests.map)
            #expect(run.exit == .status(1))
            #expect(told(run).count == 1)
            #expect(try await daemon.client().head() == 6)
        }
    }

    @Test func `imports of random rows are never refused for the ids that the client gives`() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        try await RunningDaemon.run { daemon in
            try await daemon.client().record(
                "Device.Register", ["id": "D-1", "name": "N", "type": "suture"],
                context: ["occurredOn": "2020"])
            for _ in 0..<12 {
                let rows = (0..<Int.random(in: 1...6, using: &random)).map { number in
                    "\(number),\(["a", "b"].randomElement(using: &random)!),202\(Int.random(in: 0...2, using: &random))"
                }
                let reason = Bool.random(using: &random) ? ", reason: r" : ""
                let run = try await daemon.importing(
                    rows, SheetIdentityTests.map(context: reason),
                    [
                        "--source", ["a", "b"].randomElement(using: &random)!, "--again", "new", "--correct",
                        "seen",
                    ])
                #expect(!run.errors.contains("command-reused"), "seed \(seed): \(run.errors)")
            }
        }
    }

    @Test func `a sheet that version 0.1.0 imported is known, and part of it looks like an earlier one`()
        async throws
    {
        try await RunningDaemon.prepare(on: .said) { daemon in
            try await daemon.start()
            let head = try await daemon.client().head()
            let map = """
                commands:
                  - command: trial.log-outcome
                    id: T-1
                    fields: {device: "SHEET-{code}", result: "{result}", note: "a row of the sheet"}
                    context: {occurredOn: "{started}"}

                """
            let header = "code,result,started"
            let known = ["01,success,2021-05-04", "02,failure,2021-05-05"]
            let same = try await daemon.importing(known, map, header: header)
            #expect(same.output == "2 rows, 2 commands: 0 recorded, 2 recorded before\n", "\(same.errors)")
            let grown = try await daemon.importing(known + ["01,failure,2021-05-06"], map, header: header)
            #expect(grown.exit == .status(1))
            #expect(told(grown).count == 2)
            #expect(told(grown).allSatisfy { $0.contains("looks like what was recorded at position ") })
            let next = try await daemon.importing(["01,success,2021-06-04"], map, header: header)
            #expect(next.output == "1 rows, 1 commands: 1 recorded, 0 recorded before\n", "\(next.errors)")
            #expect(try await daemon.client().head() == head + 3)
        }
    }
}

extension RunningDaemon {
    func importing(
        _ rows: [String], _ map: String, _ options: [String] = [], header: String = "no,text,day"
    ) async throws -> ProgramRun {
        let sheet = try write(([header] + rows).map { $0 + "\n" }.joined(), to: "sheet.csv")
        let map = try write(map, to: "map.yaml")
        return try await suture(["import", sheet, "--map", map] + options)
    }
}
