import Foundation
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// Sheets as people have them, imported through the built client.
@Suite(.timeLimit(.minutes(20))) struct SheetImportTests {
    private static let projects = """
        commands:
          - command: project.create
            id: "{no}"
            fields: {title: "{title}", cooperative: "true"}
            context: {occurredOn: "{created}"}
          - command: project.start
            id: "{no}"
            context: {occurredOn: "{started}"}

        """
    private static let institutions = """
        commands:
          - command: institution.register
            id: {column: name, hash: "I-"}
            fields: {name: "{name}", type: hospital}
            context: {occurredOn: unknown}

        """

    @Test func `a date that is empty or in another form is told with its cell, and nothing is recorded`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let run = try await daemon.importing(
                "no;title;created;started\nP1;One;2019-01-01;\nP2;Two;31/12/2019;2020\n",
                SheetImportTests.projects)
            #expect(run.exit == .status(1))
            let file = "\(daemon.directory)/sheet.csv"
            #expect(
                run.errorLines == [
                    "\(file):2: project.start: context.occurredOn (column started) is empty, which is not today; default: "
                        + "in the map says what counts then",
                    "\(file):3: project.create: context.occurredOn (column created): \"31/12/2019\" is not a date: 2022, "
                        + "2022-03, 2022-03-14, 2020..2022-11-07, ..2022-11-07 or unknown; the map says other forms as "
                        + "dates: M/d/yyyy or dd/MM/yyyy or excel",
                    "suture: nothing was recorded",
                ])
            #expect(try await daemon.client().head() == 0)
        }
    }

    @Test func `all problems of a sheet are told at once, as a sheet that can be mended and imported`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let errors = "\(daemon.directory)/errors.csv"
            let run = try await daemon.importing(
                "no;title;created;started\nP1;One;2019;soon\nP2;\"T;wo\";2019;2018\nP3;Three;2019;2020\nP4;Four;x;2020\n",
                SheetImportTests.projects, ["--errors", errors])
            #expect(run.exit == .status(1))
            // The start of P4 is refused only because P4 is not created: that is not told.
            #expect(run.errorLines.count == 4, "\(run.errors)")
            let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: errors)), as: UTF8.self)
            let lines = text.split(separator: "\n")
            #expect(lines.count == 4)
            #expect(lines.first == "\u{FEFF}no;title;created;started;suture: what is wrong")
            #expect(
                lines[1].hasPrefix(
                    "P1;One;2019;soon;\"line 2: project.start: context.occurredOn (column started): "))
            #expect(lines[2].hasPrefix("P2;\"T;wo\";2019;2018;"))
            #expect(lines[2].contains("line 3: project.start P2: refused ("))

            let mended = text.replacing("soon", with: "2019").replacing("2018;", with: "2020;")
                .replacing(";x;", with: ";2019;")
            let again = try await daemon.importing(mended, SheetImportTests.projects, ["--errors", errors])
            #expect(again.output == "3 rows, 6 commands: 6 recorded, 0 recorded before\n", "\(again.errors)")
            #expect(
                String(decoding: try Data(contentsOf: URL(fileURLWithPath: errors)), as: UTF8.self)
                    == "\u{FEFF}no;title;created;started;suture: what is wrong;suture: what is wrong\n")
        }
    }

    @Test(arguments: [
        (
            "id;member\nX1;X10\n",
            """
              - command: device.register
                id: "{id}"
                fields: {name: x, type: other, members: "{member}"}
            """,
            ["2: device.register X1: refused (not-found) members (column member): device/X10 does not exist."]
        ),
        (
            "id;parent\nH1;\nG;H1000\n",
            """
              - command: institution.register
                id: "{id}"
                fields: {name: x, type: hospital}
              - command: institution.affiliate
                id: "{id}"
                fields: {to: "{parent}", relation: parent}
            """,
            [
                "2: institution.affiliate: to (column parent) is empty",
                "3: institution.affiliate G: refused (not-found) to (column parent): institution/H1000 does not exist.",
            ]
        ),
    ])
    func `a refusal is told, though another record's id begins like the missing one's`(
        sheet: String, map: String, told: [String]
    ) async throws {
        try await RunningDaemon.run { daemon in
            let run = try await daemon.importing(sheet, "commands:\n\(map)\n")
            #expect(run.exit == .status(1))
            let file = "\(daemon.directory)/sheet.csv"
            #expect(run.errorLines == told.map { "\(file):\($0)" } + ["suture: nothing was recorded"])
        }
    }

    @Test func `what is said once is said for each of its dates`() async throws {
        try await RunningDaemon.run { daemon in
            for id in ["OD1", "H1"] {
                try await daemon.client().record(
                    "Institution.Register", ["id": .string(id), "name": .string(id), "type": "hospital"],
                    context: ["occurredOn": "2000"])
            }
            let map = """
                commands:
                  - command: institution.affiliate
                    id: "{id}"
                    once: true
                    fields: {to: H1, relation: parent}
                    context: {occurredOn: "{d}"}

                """
            let rows = "id,d\nOD1,2010\nOD1,2015\nOD1,2010\n"
            let run = try await daemon.importing(rows, map)
            #expect(run.exit == .status(1), "\(run.output)\(run.errors)")
            #expect(run.errorLines.first?.contains("sheet.csv:3: institution.affiliate OD1: ") == true)
            let notes = map.replacing("affiliate", with: "add-note").replacing(
                "{to: H1, relation: parent}", with: "{text: seen}")
            for recorded in ["2 recorded, 0", "0 recorded, 2"] {
                let run = try await daemon.importing(rows, notes)
                #expect(run.output == "3 rows, 2 commands: \(recorded) recorded before\n", "\(run.errors)")
            }
            let institutions = map.replacing("affiliate", with: "register").replacing(
                "{to: H1, relation: parent}", with: "{name: new, type: hospital}"
            ).replacing("{id}", with: "N")
            let twice = try await daemon.importing(rows, institutions)
            #expect(twice.exit == .status(1), "\(twice.output)")
            #expect(twice.errorLines.first?.contains("sheet.csv:3: institution.register N: ") == true)
        }
    }

    @Test func `the rows to mend are never written over the sheet or its map`() async throws {
        try await RunningDaemon.run { daemon in
            let sheet = "no;title;created;started\nP1;One;2019;soon\nP2;Two;2019;2020\n"
            let path = "\(daemon.directory)/sheet.csv"
            let map = "\(daemon.directory)/map.yaml"
            try FileManager.default.createSymbolicLink(
                atPath: "\(daemon.directory)/link", withDestinationPath: path)
            for (errors, name) in [(path, "sheet"), ("\(daemon.directory)/./link", "sheet"), (map, "map")] {
                let run = try await daemon.importing(
                    sheet, SheetImportTests.projects, ["--errors", errors, "--skip-refused"])
                #expect(run.exit == .status(2))
                #expect(
                    run.errors
                        == "suture: --errors \(errors) is the \(name) itself, which would be lost: name another file\n"
                )
            }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == sheet)
            #expect(try String(contentsOfFile: map, encoding: .utf8) == SheetImportTests.projects)
            let piped = try await ProgramRun.of(
                [
                    "/bin/sh", "-c", "exec \"$0\" import - --map \"$1\" --errors \"$2\" < \"$2\"",
                    BuiltProgram.path("suture"), map, path,
                ],
                environment: ["SUTURE_SOCKET": daemon.socketPath])
            #expect(piped.exit == .status(2))
            #expect(try String(contentsOfFile: path, encoding: .utf8) == sheet)
            #expect(try await daemon.client().head() == 0)
        }
    }

    @Test func `the map of the help text works on a log that has nothing yet`() async throws {
        try await RunningDaemon.run { daemon in
            let help = try await daemon.suture("import", "--help").output
            let map = help.split(separator: "\n", omittingEmptySubsequences: false).drop {
                $0 != "A map is YAML:"
            }
            .dropFirst(2).prefix { !$0.hasPrefix("USAGE") }.joined(separator: "\n")
            let mapFile = try daemon.write(map, to: "map.yaml")
            let sheet = URL(fileURLWithPath: "\(daemon.directory)/sheet.csv")
            var text = """
                number;status;brand;model;kind;maker;parts;date;clinic;parent;since
                1;new;b;m;N;上海;;5/3/2020;;;
                2;new;b;m;N;北院;;6/3/2020;;;

                """
            for outcome in ["2 rows, 4 commands: 4 recorded, 0", "3 rows, 6 commands: 2 recorded, 4"] {
                // As systems of China save it: GB 18030.
                let encoding = String.Encoding(rawValue: 0x8000_0632)
                try #require(text.data(using: encoding)).write(to: sheet)
                let run = try await daemon.suture("import", sheet.path, "--map", mapFile)
                #expect(run.output == "\(outcome) recorded before\n", "\(run.errors)")
                text += "3;new;b;x;N;上海;D-1|D-2;7/3/2020;北院;上海;2018年3月14日\n"
            }
            let devices = try await daemon.suture("list", "device", "--csv", "--column", "id")
            #expect(devices.output == "id\nD-1\nD-2\nD-3\n")
        }
    }

    @Test func `a sheet of more commands than a batch has is recorded whole or not at all`() async throws {
        try await RunningDaemon.run { daemon in
            let map = """
                commands:
                  - command: institution.register
                    id: "{company}"
                    once: true
                    fields: {name: "{company}", type: enterprise}
                    context: {occurredOn: unknown}
                  - command: device.register
                    id: "D-{n}"
                    fields: {name: "d {n}", type: other, developer: "{company}"}
                    context: {occurredOn: unknown}

                """
            let rows = (1...10_500).map { "\($0),Acme" }
            let sheet = { (rows: [String]) in "n,company\n" + rows.joined(separator: "\n") + "\n" }
            // The last row registers the device of the first one as another's.
            let refused = try await daemon.importing(sheet(rows + ["1,Beta"]), map)
            #expect(refused.exit == .status(1))
            #expect(refused.errorLines.count == 2, "\(refused.errors)")
            #expect(refused.errorLines.last == "suture: nothing was recorded")
            #expect(try await daemon.client().head() == 0)

            let tried = try await daemon.importing(sheet(rows), map, ["--dry-run"])
            #expect(
                tried.output == "10500 rows, 10501 commands: 10501 would be recorded, 0 recorded before\n",
                "\(tried.errors)")
            #expect(try await daemon.client().head() == 0)
            let run = try await daemon.importing(sheet(rows), map)
            #expect(run.output == "10500 rows, 10501 commands: 10501 recorded, 0 recorded before\n")
            let again = try await daemon.importing(sheet(rows + ["10501,Acme"]), map)
            #expect(again.output == "10501 rows, 10502 commands: 1 recorded, 10501 recorded before\n")
            #expect(again.errorLines == ["import 10504: the name of the sheet, sheet.csv, is kept for ever"])
        }
    }

    @Test func `no digest is kept of a sheet with personal data`() async throws {
        try await RunningDaemon.run { daemon in
            let map = """
                commands:
                  - command: person.register
                    id: "{nr}"
                    fields: {name: "{name}"}
                    context: {occurredOn: unknown}

                """
            let run = try await daemon.importing("nr,name\nP-1,Wu Tao\n", map)
            #expect(run.errorLines == ["import 1: the name of the sheet, sheet.csv, is kept for ever"])
            let client = try await daemon.client()
            let imports = try await client.ask("Records.List", ["view": "import"])["rows"]?.array ?? []
            #expect(imports.map { $0["sheet"] } == ["sheet.csv"])
            #expect(imports.map { $0["digest"] ?? .null } == [.null])
            let begun = try await client.ask("Log.Read", ["start": 1, "limit": 1])["events"]?.array?.first
            #expect(begun?["data"] == ["sheet": "sheet.csv", "rows": 1])
        }
    }

    /// More than goes in one batch.
    @Test func `an import that ends on the way goes on as another one when it is repeated`() async throws {
        try await RunningDaemon.run { daemon in
            let map = """
                commands:
                  - command: device.register
                    id: "D-{no}"
                    fields: {name: Needle, type: other}
                    context: {occurredOn: unknown}

                """
            let sheet = "no\n" + (1...10_100).map { "\($0)\n" }.joined()
            let client = try await daemon.client()
            async let running = daemon.importing(sheet, map)
            while try await client.head() == 0 {}
            _ = await daemon.kill()
            let run = try await running
            #expect(run.errors.contains("import 1: ") || run.exit != .status(0), "\(run.errors)")
            try await daemon.start()
            let recorded = try await daemon.client().head()
            let again = try await daemon.importing(sheet, map)
            #expect(again.exit == .status(0), "\(again.errors)")
            let later = try await daemon.client()
            let devices = try await later.ask(
                "Records.List", ["view": "device", "limit": 1, "orderBy": "-position"])
            #expect(devices["rows"]?.array?.first?["id"] == "D-10100")
            let imports = try await later.ask("Records.List", ["view": "import"])["rows"]?.array ?? []
            // What was recorded first stays with the import that ended, which is closed once all is recorded.
            if recorded < 10_000 {
                Issue.record("the first batch is recorded whole: \(recorded)")
            } else if recorded < 10_102 {
                #expect(imports.map { $0["batch"] } == [1, .integer(recorded + 1)])
                #expect(imports.map { $0["state"] } == ["closed", "closed"])
            } else {
                #expect(imports.count == 1)
            }
            let same = try await daemon.importing(sheet, map)
            #expect(same.output == "10100 rows, 10100 commands: 0 recorded, 10100 recorded before\n")
        }
    }

    @Test func `a record that exists and says something else is told with the cell, not with a command id`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let map = """
                commands:
                  - command: person.register
                    id: "{nr}"
                    fields: {name: "{name}"}
                    context: {occurredOn: "{since}"}

                """
            _ = try await daemon.importing("nr,name,since\nP-1,Wu Tao,2018\nP-2,Li Na,2018\n", map)
            let run = try await daemon.importing(
                "nr,name,since\nP-1,Wu Dao,2018\nP-2,Li Na,2019\n", map, ["--source", "other"])
            let file = "\(daemon.directory)/sheet.csv"
            #expect(run.exit == .status(1))
            #expect(run.errorLines.count == 4)
            #expect(
                run.errorLines.first?.hasPrefix(
                    "\(file):2: person.register P-1: says something else than what was recorded at position 2: "
                        + "name (column name) differs") == true, "\(run.errors)")
            #expect(
                run.errorLines.dropFirst().first?.contains(
                    "at position 3: context.occurredOn (column since): \"2018\" → \"2019\"") == true)
            // With the beginning and the end of the import.
            #expect(try await daemon.client().head() == 4)
        }
    }

    @Test func `names that no id can hold come in, and are found by them`() async throws {
        try await RunningDaemon.run { daemon in
            let run = try await daemon.importing("name\n上海理工大学\n瑞金医院\n", SheetImportTests.institutions)
            #expect(run.output == "2 rows, 2 commands: 2 recorded, 0 recorded before\n", "\(run.errors)")
            let affiliations = try await daemon.importing(
                "a,b\n瑞金医院,上海理工大学\n北医,上海理工大学\n",
                """
                commands:
                  - command: institution.affiliate
                    id: {column: a, find: institution}
                    fields: {to: {column: b, find: institution}, relation: affiliated_hospital}
                    context: {occurredOn: unknown}

                """, ["--skip-refused"])
            #expect(
                affiliations.output == "2 rows, 1 commands: 1 recorded, 0 recorded before; left out rows: 1\n"
            )
            #expect(
                affiliations.errorLines == [
                    "\(daemon.directory)/sheet.csv:3: institution.affiliate: id (column a): no institution is called \"北医\"",
                    "import 5: the name of the sheet, sheet.csv, is kept for ever",
                ])
        }
    }

    @Test
    func `a sheet comes from standard input in another encoding, and so does a map with a byte order mark`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let map = try daemon.write(
                "\u{FEFF}encoding: gb18030\n" + SheetImportTests.institutions, to: "m.yaml")
            let sheet = "\(daemon.directory)/gbk.csv"
            let bytes: [UInt8] = Array("name\n".utf8) + [0xB7, 0xEC, 0xBA, 0xCF, 0xD5, 0xEB, 0x0A]
            try Data(bytes).write(to: URL(fileURLWithPath: sheet))
            let run = try await ProgramRun.of(
                [
                    "/bin/sh", "-c", "exec \"$0\" import - --map \"$1\" --source names < \"$2\"",
                    BuiltProgram.path("suture"), map, sheet,
                ],
                environment: ["SUTURE_SOCKET": daemon.socketPath])
            #expect(run.output == "1 rows, 1 commands: 1 recorded, 0 recorded before\n", "\(run.errors)")
            let list = try await daemon.suture("list", "institution", "--csv", "--column", "name")
            #expect(list.output == "name\n缝合针\n")

            let other = try daemon.write(SheetImportTests.institutions, to: "m.yaml")
            let wrong = try await daemon.suture("import", sheet, "--map", other)
            #expect(wrong.exit == .status(2))
            #expect(
                wrong.errors.hasPrefix(
                    "suture: \(sheet): line 2: not UTF-8; the map's encoding: says in which "))
        }
    }

    @Test func `a roster without ids gets them, once, and another roster gets others`() async throws {
        try await RunningDaemon.run { daemon in
            let map =
                "commands: [{command: person.register, fields: {name: '{name}'}, context: {occurredOn: unknown}}]\n"
            let first = try await daemon.importing("name\n吴涛\n李四\n", map)
            #expect(first.output == "2 rows, 2 commands: 2 recorded, 0 recorded before\n", "\(first.errors)")
            let again = try await daemon.importing("name\n吴涛\n李四\n", map)
            #expect(again.output == "2 rows, 2 commands: 0 recorded, 2 recorded before\n", "\(again.errors)")
            // Another person of that name.
            let alike = try await daemon.importing("name\n吴涛\n", map, ["--source", "ward 2"])
            #expect(alike.exit == .status(1))
            #expect(alike.errorLines.first?.contains("looks like what was recorded at position ") == true)
            let other = try await daemon.importing(
                "name\n吴涛\n", map, ["--source", "ward 2", "--again", "new"])
            #expect(other.output == "1 rows, 1 commands: 1 recorded, 0 recorded before\n", "\(other.errors)")
            // Names tell no rows apart, so nobody could say which of them was changed or added.
            for rows in ["吴涛\n赵六\n", "吴涛\n李四\n王五\n"] {
                let changed = try await daemon.importing("name\n\(rows)", map, ["--correct", "a slip"])
                #expect(changed.exit == .status(1))
                #expect(changed.errorLines.first?.contains("give them a key: in the map") == true)
            }
            // With the beginning and the end of each of the two imports.
            #expect(try await daemon.client().head() == 7)
        }
    }

    @Test func `a byte order mark before the first line of many commands is no part of it`() async throws {
        try await RunningDaemon.run { daemon in
            let line = #"{"command":"institution.register","id":"A","fields":{"name":"A","type":"hospital"}}"#
            let run = try await daemon.suture("record", "-", input: "\u{FEFF}\(line)\n")
            #expect(run.output == "1: institution/A version 1 at position 1\n", "\(run.errors)")
        }
    }

    @Test func `what a batch's command should have been is told to whoever sent it`() async throws {
        try await RunningDaemon.run { daemon in
            let error = try await daemon.client().error(
                of: "Log.RecordAll",
                [
                    "commands": [
                        ["command": "device.register", "id": "D", "fields": ["name": "x", "type": "wood"]],
                        ["command": "device.fly", "id": "D", "fields": [:]],
                        ["command": "device.add-note", "id": "", "fields": ["text": "x"]],
                        [
                            "command": "device.add-note", "id": "D", "fields": ["text": "x"],
                            "context": ["occurredOn": "31/12/2019"],
                        ],
                    ]
                ])
            let messages = error?.parameters["refusals"]?.array?.compactMap { $0["message"]?.string } ?? []
            let starts = [
                #"type: "wood" is not one of suture, "#, "there is no such command.", "id is missing.",
                #"context.occurredOn: "31/12/2019" is not a date: 2022, "#,
            ]
            #expect(messages.count == starts.count)
            for (message, start) in zip(messages, starts) { #expect(message.hasPrefix(start), "\(message)") }
            #expect(!daemon.standardError.contains("31/12/2019"))
        }
    }
}

extension RunningDaemon {
    func importing(
        _ sheet: String, _ map: String, _ options: [String] = []
    ) async throws -> ProgramRun {
        let sheet = try write(sheet, to: "sheet.csv")
        let map = try write(map, to: "map.yaml")
        return try await suture(["import", sheet, "--map", map] + options)
    }
}
