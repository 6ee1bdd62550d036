import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// A row is what its sheet says it is: known again, told from others', and never recorded twice or dropped
/// without a word.
@Suite(.timeLimit(.minutes(20))) struct SheetIdentityTests {
    static let map = SheetIdentityTests.map()

    static func map(id: String = "D-1", key: String? = nil, context: String = "") -> String {
        """
        commands:
          - command: device.add-note
            id: \(id)
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

    @Test(arguments: [nil, "{no}"])
    func `a changed cell that says why or where from is told and corrected`(key: String?) async throws {
        let map = SheetIdentityTests.map(key: key, context: ", reason: \"{why}\", sources: \"{from}\"")
        let header = "no,text,day,why,from"
        try await RunningDaemon.run { daemon in
            try await daemon.client().record(
                "Device.Register", ["id": "D-1", "name": "N", "type": "suture"],
                context: ["occurredOn": "2020"])
            var rows = ["1,bent,2022,seen,ward A", "2,bent,2022,seen,ward A", "3,dull,2022,,ward A"]
            let first = try await daemon.importing(rows, map, header: header)
            #expect(first.output == "3 rows, 3 commands: 3 recorded, 0 recorded before\n", "\(first.errors)")
            rows[1] = "2,bent,2022,told,ward B"
            // What was not said before may be said now.
            rows[2] = "3,dull,2022,told,ward A"
            let run = try await daemon.importing(rows, map, header: header)
            #expect(
                told(run) == [
                    "3: device.add-note D-1: says something else than what was recorded at position 4: "
                        + "context.reason (column why): \"seen\" → \"told\"; "
                        + "context.sources (column from): \"ward A\" → \"ward B\""
                ])
            let corrected = try await daemon.importing(rows, map, ["--correct", "a slip"], header: header)
            #expect(
                corrected.output == "3 rows, 3 commands: 1 recorded, 2 recorded before\n",
                "\(corrected.errors)")
            let again = try await daemon.importing(rows, map, header: header)
            #expect(again.output == "3 rows, 3 commands: 0 recorded, 3 recorded before\n", "\(again.errors)")
        }
    }

    @Test func `of persons whose ids were assigned a changed name is corrected, known by a key`() async throws
    {
        let map = """
            commands:
              - command: person.register
                key: "{nr}"
                fields: {name: "{name}"}

            """
        try await RunningDaemon.run { daemon in
            let first = try await daemon.importing(["1,Eve", "2,Fay"], map, header: "nr,name")
            #expect(first.output == "2 rows, 2 commands: 2 recorded, 0 recorded before\n", "\(first.errors)")
            for name in ["Faye", "Fay", "Faye"] {
                let rows = ["1,Eve", "2,\(name)"]
                let corrected = try await daemon.importing(
                    rows, map, ["--correct", "a slip"], header: "nr,name")
                #expect(
                    corrected.output == "2 rows, 2 commands: 1 recorded, 1 recorded before\n",
                    "\(corrected.errors)")
                let again = try await daemon.importing(rows, map, header: "nr,name")
                #expect(
                    again.output == "2 rows, 2 commands: 0 recorded, 2 recorded before\n", "\(again.errors)")
                let reply = try await daemon.client().ask("Records.Get", ["record": "person/P-0002"])
                #expect(reply["record"]?["name"] == .string(name))
            }
        }
    }

    @Test(arguments: [
        "person.register\n    fields: {name: \"{name}\"}",
        "person.add-alias\n    id: P-1\n    fields: {alias: \"{name}\"}",
    ])
    func `names without a key are known as a whole, and neither part of them nor more is`(step: String)
        async throws
    {
        let map = "commands:\n  - command: \(step)\n"
        try await RunningDaemon.run { daemon in
            try await daemon.client().record("Person.Register", ["id": "P-1", "name": "N"])
            let names = ["Ann", "Bob", "Cid"]
            for (new, before) in [(3, 0), (0, 3)] {
                let run = try await daemon.importing(names, map, header: "name")
                #expect(
                    run.output == "3 rows, 3 commands: \(new) recorded, \(before) recorded before\n",
                    "\(run.errors)")
            }
            let head = try await daemon.client().head()
            for part in [["Ann", "Bob"], ["Ann"], ["Bob", "Cid"], names + ["Dan"], ["Bob", "Ann", "Cid"]] {
                let run = try await daemon.importing(part, map, header: "name")
                #expect(run.exit == .status(1), "\(part)")
                #expect(run.errors.contains("give them a key: in the map"), "\(part): \(run.errors)")
            }
            #expect(try await daemon.client().head() == head)
        }
    }

    @Test func `persons of another sheet look like those who are registered until the user decides`()
        async throws
    {
        let map = """
            commands:
              - command: person.register
                fields: {name: "{name}"}

            """
        try await RunningDaemon.run { daemon in
            let names = ["Ann", "Bob", "Ann"]
            let first = try await daemon.importing(names, map, header: "name")
            #expect(first.output == "3 rows, 3 commands: 3 recorded, 0 recorded before\n", "\(first.errors)")
            let copy = ["--source", "sheet (1).csv"]
            let run = try await daemon.importing(names + ["Cid", "Ann"], map, copy, header: "name")
            #expect(run.exit == .status(1))
            #expect(
                told(run) == [
                    "2: person.register: looks like what was recorded at position 2",
                    "3: person.register: looks like what was recorded at position 3",
                    "4: person.register: looks like what was recorded at position 4",
                ])
            let equal = try await daemon.importing(
                names + ["Cid"], map, copy + ["--again", "equal", "--dry-run"], header: "name")
            #expect(
                equal.output == "4 rows, 4 commands: 1 would be recorded, 3 recorded before\n",
                "\(equal.errors)")
            let new = try await daemon.importing(names, map, copy + ["--again", "new"], header: "name")
            #expect(new.output == "3 rows, 3 commands: 3 recorded, 0 recorded before\n", "\(new.errors)")
            let again = try await daemon.importing(names, map, copy, header: "name")
            #expect(again.output == "3 rows, 3 commands: 0 recorded, 3 recorded before\n", "\(again.errors)")
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
            #expect(
                run.errors.contains(
                    "suture: no row stands where this sheet said what was recorded at position 4, so "),
                "\(run.errors)")
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

    @Test func `a new row that says what a corrected one said once is a row of its own`() async throws {
        try await withSheet { daemon in
            var rows = SheetIdentityTests.rows
            rows[1] = "2,blunt,2022-02"
            let map = SheetIdentityTests.map
            let corrected = try await daemon.importing(rows, map, ["--correct", "a slip"])
            #expect(corrected.output == "3 rows, 3 commands: 1 recorded, 2 recorded before\n")
            rows.append(SheetIdentityTests.rows[1])
            for (new, before) in [(1, 3), (0, 4)] {
                let grown = try await daemon.importing(rows, map)
                #expect(
                    grown.output == "4 rows, 4 commands: \(new) recorded, \(before) recorded before\n",
                    "\(grown.errors)")
            }
        }
    }

    @Test func `a row that was recorded anew is not what a new one says`() async throws {
        try await withSheet { daemon in
            try await daemon.client().record("Log.Void", ["position": 3], context: ["reason": "a slip"])
            let map = SheetIdentityTests.map
            let anew = try await daemon.importing(SheetIdentityTests.rows, map, ["--again", "voided"])
            #expect(anew.output == "3 rows, 3 commands: 1 recorded, 2 recorded before\n", "\(anew.errors)")
            let rows = SheetIdentityTests.rows + ["4,lost,2024"]
            let grown = try await daemon.importing(rows, map)
            #expect(grown.output == "4 rows, 4 commands: 1 recorded, 3 recorded before\n", "\(grown.errors)")
        }
    }

    @Test func `of a sheet that has lost a row and gained another nothing is corrected`() async throws {
        let rows = ["1,bent,2022-01", "2,dull,2022-02", "3,lost,2022-03"]
        try await withSheet(rows) { daemon in
            let changed = [rows[0], rows[2], "4,stuck,2022-04"]
            let run = try await daemon.importing(changed, SheetIdentityTests.map, ["--correct", "a slip"])
            #expect(run.exit == .status(1))
            #expect(
                told(run) == [
                    "2: device.add-note D-1: looks like what was recorded at position 3",
                    "3: device.add-note D-1: looks like what was recorded at position 5",
                ])
        }
    }

    @Test func `of a changed row and a new one beside it the one that differs less is the changed one`()
        async throws
    {
        try await withSheet { daemon in
            let rows = ["1,bent,2022-01", "0,stuck,2021-01", "2,dull,2022-03", "3,bent,2022-01"]
            let run = try await daemon.importing(rows, SheetIdentityTests.map)
            #expect(
                told(run) == [
                    "4: device.add-note D-1: says something else than what was recorded at position 4: "
                        + "context.occurredOn (column day): \"2022-02\" → \"2022-03\""
                ])
        }
    }

    /// Where an import cannot tell which rows are the earlier ones, it says so and records nothing.
    @Test func `whatever becomes of a sheet, what counts is what it says`() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        var decidedCount = 0
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            for round in 1...6 {
                let id = "D-\(round)"
                try await client.record(
                    "Device.Register", ["id": .string(id), "name": "N", "type": "suture"],
                    context: ["occurredOn": "2020"])
                let map = SheetIdentityTests.map(id: id)
                var sheet = ModelSheet()
                for step in 1...6 {
                    let notes = try await client.notes(of: id)
                    let told = sheet.change(&random, step: step)
                    // What others do to what the sheet recorded.
                    if let (_, position) = notes.randomElement(using: &random) {
                        switch Int.random(in: 0...3, using: &random) {
                        case 0:
                            try await client.record(
                                "Log.Void", ["position": .integer(position)], context: ["reason": "a slip"])
                        case 1:
                            try await client.record(
                                "Log.Correct",
                                [
                                    "position": .integer(position),
                                    "fields": ["text": .string("other \(step)")],
                                ],
                                context: ["reason": "a slip"])
                        default: break
                        }
                    }
                    let before = try await client.notes(of: id).map(\.0)
                    let run = try await daemon.importing(
                        sheet.rows, map, ["--source", id, "--correct", "seen", "--again", "voided"])
                    let comment = Comment(
                        "seed \(seed), round \(round), step \(step): \(told), \(before) became \(sheet.rows): \(run.errors)"
                    )
                    let contents = sheet.contents
                    let after = try await client.notes(of: id).map(\.0)
                    guard run.exit == .status(0) else {
                        #expect(after == before, comment)
                        break
                    }
                    decidedCount += 1
                    try #require(after.sorted() == contents.sorted(), comment)
                    let newCount = contents.count - ModelSheet.common(contents, before)
                    #expect(
                        run.output
                            == "\(contents.count) rows, \(contents.count) commands: \(newCount) recorded, "
                            + "\(contents.count - newCount) recorded before\n", comment)
                    let again = try await daemon.importing(sheet.rows, map, ["--source", id])
                    #expect(
                        again.output
                            == "\(contents.count) rows, \(contents.count) commands: 0 recorded, \(contents.count) recorded before\n",
                        "\(comment), again: \(again.errors)")
                }
            }
            #expect(decidedCount >= 12, "seed \(seed): \(decidedCount) of 36 steps were decided")
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

/// A sheet whose rows are changed and become more.
private struct ModelSheet {
    private var notes: [(text: String, day: String)] = []
    /// What stands in no row any more.
    private var former: [(text: String, day: String)] = []

    var rows: [String] { notes.map { "0,\($0.text),\($0.day)" } }
    var contents: [String] { notes.map { "\($0.text) \($0.day)" } }

    /// How many are in both, equal ones as often as in both.
    static func common(_ some: [String], _ others: [String]) -> Int {
        var others = others
        return some.count { content in
            guard let place = others.firstIndex(of: content) else { return false }
            others.remove(at: place)
            return true
        }
    }

    /// - Returns: what was done.
    mutating func change(_ random: inout SeededRandom, step: Int) -> [String] {
        var told: [String] = []
        // What changes now is not what was changed from now.
        var changed: [(text: String, day: String)] = []
        for place in notes.indices where Int.random(in: 0...3, using: &random) == 0 {
            changed.append(notes[place])
            told.append("changed \(notes[place])")
            notes[place].text = "changed \(step)-\(place)"
        }
        for number in 0..<Int.random(in: step == 1 ? 2...5 : 0...2, using: &random) {
            var note = (text: "new \(step)-\(number)", day: "202\(Int.random(in: 1...3, using: &random))")
            if let old = (former + notes).randomElement(using: &random), Bool.random(using: &random) {
                note = old
            }
            notes.insert(note, at: Int.random(in: 0...notes.count, using: &random))
            told.append("added \(note)")
        }
        former += changed
        return told
    }
}

extension VarlinkClient {
    /// The notes of a device that count, each with its position.
    fileprivate func notes(of id: String) async throws -> [(String, Int64)] {
        let reply = try await ask("Records.History", ["record": .string("device/\(id)")])
        return (reply["events"]?.array ?? []).compactMap { event in
            guard event["type"] == "device.note-added", event["voidedBy"]?.int64 == nil,
                let position = event["position"]?.int64
            else { return nil }
            return ("\(event["data"]?["text"]?.string ?? "") \(event["occurredOn"]?.string ?? "")", position)
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
