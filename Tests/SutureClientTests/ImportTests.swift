import Foundation
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

@testable import SutureClient

@Suite struct ImportTests {
    private static let map = """
        commands:
          - command: institution.register
            id: "{company}"
            once: true
            fields: {name: "{company}", type: enterprise}
          - command: device.register
            id: "D-{code}"
            when: [{column: status, isNot: [draft]}, {column: code, present: true}]
            fields:
              name: "{brand} {model}"
              type: {column: kind, default: other, values: {S: suture, N: suture_needle, other: other}}
              members: {column: parts, split: ";"}
            context:
              occurredOn: "{day}"
              sources: [a list, "row {code}"]
        """
    private static let header = "code,brand,model,kind,status,parts,day,company"

    private func plan(_ rows: String, map: String = map) throws -> ImportPlan {
        try plan(of: "\(Self.header)\n\(rows)", map: map)
    }

    private func plan(
        of text: String, map: String, found: FoundRecords = FoundRecords()
    ) throws -> ImportPlan {
        let root = try MapNode(parsing: map, file: "m.yaml")
        return ImportPlan(try ImportSheet(Array(text.utf8), root: root, file: "f.csv"), found: found)
    }

    private func lines(_ plan: ImportPlan) -> [String] {
        plan.commands.map { "\($0.command) \($0.id) \(JSONValue.object($0.fields))" }
    }

    @Test func `a row becomes the commands that the map asks for`() throws {
        let plan = try plan("1 a,Gore,X,S,new,D-7;D-8,2022-03,\"W. L. Gore & Associates, Inc.\"\n")
        #expect(plan.problems == [])
        #expect(
            plan.commands.map { "\($0.command) \($0.id) \(JSONValue.object($0.fields))" } == [
                "institution.register W.-L.-Gore-Associates-Inc. "
                    + #"{"name":"W. L. Gore & Associates, Inc.","type":"enterprise"}"#,
                #"device.register D-1-a {"name":"Gore X","type":"suture","members":["D-7","D-8"]}"#,
            ])
        let context = plan.commands[1].context
        #expect(context["occurredOn"] == "2022-03")
        #expect(context["sources"] == ["a list", "row 1 a"])
    }

    @Test func `cells that say nothing are empty, and an id may be translated`() throws {
        let map = """
            empty: [N/A, "-"]
            commands:
              - command: device.register
                id: {column: brand, values: {Gore: D-GORE}, otherwise: D-OTHER, default: Gore}
                fields:
                  name: {column: model, default: nameless}
                  type: other
            """
        let plan = try plan("1,Gore,N/A,,,,,\n2,Best,B,,,,,\n3, - ,N/A B,,,,,\n", map: map)
        #expect(plan.problems == [])
        #expect(
            plan.commands.map { "\($0.id) \($0.fields["name"]?.string ?? "")" } == [
                "D-GORE nameless", "D-OTHER B", "D-GORE N/A B",
            ])
    }

    @Test func `a row is left out as a whole, but not what it shares with others`() throws {
        var plan = try plan("1,A,B,,new,,2022,Gore\n2,A,B,N,new,,2022,Gore\n")
        plan.leaveOut([2])
        #expect(
            plan.commands.map { "\($0.command) \($0.id)" } == [
                "institution.register Gore", "device.register D-2",
            ])
    }

    @Test func `the map in the help text works`() throws {
        let header = "number;status;brand;model;kind;parts;date;maker;clinic;parent;since"
        let found = FoundRecords(["institution": ["北院": ["RJ-N"], "A": ["A-1"], "B": ["B-1"]]])
        let plan = try plan(
            of: "\(header)\n7;new;Gore;X;N;;14/3/2018;戈尔;北院;A|B;2018年3月14日\n8;new;;test;N;D-2|D-3;;N/A;;;\n",
            map: ImportExample.map, found: found)
        #expect(plan.problems == [])
        #expect(
            lines(plan) == [
                #"institution.register I-{next} {"name":"戈尔","type":"enterprise"}"#,
                #"device.register D-7 {"name":"Gore X","type":"suture_needle","stage":"marketed","#
                    + #""developer":"institution/import-3048c53a506655e9ee72997cb3a37bf4"}"#,
                #"institution.affiliate RJ-N {"to":"institution/A-1","relation":"parent"}"#,
                #"institution.affiliate RJ-N {"to":"institution/B-1","relation":"parent"}"#,
            ])
        #expect(
            plan.commands.map { $0.context["occurredOn"] } == [
                "unknown", "2018-03-14", "2018-03-14", "2018-03-14",
            ])
    }

    @Test func `no line of the help text is so long that it would be broken`() {
        for line in ImportExample.map.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }

    @Test func `conditions, defaults and what several rows name`() throws {
        let plan = try plan("1,A,B,,new,,2022,Gore\n2,A,B,N,draft,,2022,Gore\n,A,B,N,new,,2022,Gore\n")
        #expect(plan.problems == [])
        #expect(
            plan.commands.map { "\($0.command) \($0.id)" } == [
                "institution.register Gore", "device.register D-1",
            ])
        #expect(plan.commands[1].fields["type"] == "other")
        #expect(plan.commands[1].fields["members"] == nil)
    }

    @Test func `every wrong row is named by its line, over quoted lines too`() throws {
        let plan = try plan("1,\"two\nlines\",B,X,new,,2022,Gore\n2,A\n3,,,S,new,,2022,Gore\n")
        #expect(
            plan.problems == [
                .init(line: 4, message: "has 2 fields, not 8"),
                .init(
                    line: 2,
                    message:
                        "device.register: type (column kind): \"X\" is not among the map's values N, S, other"
                ),
                .init(
                    line: 2,
                    message:
                        "device.register: name: \"two\\nlines B\" has several lines; it may have one only. (columns brand, model)"
                ),
                .init(line: 5, message: "device.register: name (columns brand, model) is empty"),
            ])
    }

    @Test(arguments: [
        (
            "commands: [{command: device.fly, id: x}]",
            "m.yaml:1: commands[0].command: there is no command device.fly"
        ),
        ("commands: [{command: trial.start}]", "m.yaml:1: commands[0]: id is missing"),
        (
            "commands:\n- command: trial.start\n  id: '{kode}'",
            "m.yaml:3: commands[0].id: there is no column \"kode\"; there are code, brand"
        ),
        (
            "commands:\n- command: trial.start\n  id: x\n  fields:\n    colour: red",
            "m.yaml:5: commands[0].fields.colour: there is no such field; there are none"
        ),
        (
            "commands:\n- command: device.classify\n  id: x\n  fields: {scheme: fda}",
            "m.yaml:2: commands[0]: device.classify needs the field code"
        ),
        (
            "commands:\n- command: trial.start\n  id: x\n  unless: y",
            "m.yaml:4: commands[0].unless: is not known here; allowed are command, id, key, when, once, fields, context"
        ),
        (
            "commands:\n- command: trial.start\n  id: x\n  context: {commandId: y}",
            "m.yaml:4: commands[0].context.commandId: there is no such field; there are occurredOn, reason"
        ),
        (
            "rows: 1",
            "m.yaml:1: rows: is not known here; allowed are delimiter, encoding, empty, dates, numbers, source, commands"
        ),
        ("commands: [", "m.yaml:2: did not find expected node content"),
        ("commands:\n\t- x", "m.yaml:2: found character that cannot start any token"),
        ("a: \u{1}", "m.yaml: "),
    ])
    func `a wrong map is a wrong usage that says where and what is allowed`(map: String, message: String) {
        let error = #expect(throws: UsageError.self) { try plan("", map: map) }
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains { $0.isNewline } == false)
    }

    @Test func `the ids of commands depend on their content and on nothing else`() throws {
        let rows = "1,A,B,S,new,,2022,Gore\n2,A,B,S,new,,2022,Other\n"
        let first = try plan(rows).commands
        #expect(
            first.map { $0.context["commandId"] } == (try plan(rows).commands.map { $0.context["commandId"] })
        )
        #expect(Set(first.compactMap { $0.context["commandId"]?.string }).count == 4)
    }

    private func identified(
        _ sheet: String, _ count: Int = 1, _ fields: JSONObject = ["text": "x"],
        command: String = "trial.add-note",
        key: String? = nil, context: JSONObject = [:]
    ) -> [ProposedCommand] {
        var identity = CommandIdentity(sheet: sheet)
        return (0..<count).map { _ in
            var command = ProposedCommand(
                line: 2, command: command, id: "T-1", key: key, fields: fields, context: context)
            identity.identify(&command)
            return command
        }
    }

    @Test func `equal commands are told apart by their order, their sheet and their date`() {
        let commands = identified("a", 2)
        // As version 0.1.0 made it, which stands in logs for ever.
        #expect(commands[0].formerID == "import-015bc96200427113b540e7baa42fda9d")
        let ids =
            commands.map(\.commandID) + identified("b").map(\.commandID)
            + identified("a", context: ["occurredOn": "2022"]).map(\.commandID)
        #expect(Set(ids).count == 4)
        #expect(commands[0].commandID == "import-869b28169763fa81-60b9d6f1fae55d530ddbb12807bdb585")
        // Why, and where it is known from, is said of the recording.
        #expect(
            identified("a", context: ["reason": "r", "sources": ["s"]])[0].commandID == commands[0].commandID)
    }

    @Test func `a key tells a row in every sheet, whatever else it says`() {
        let ids = ["a", "b"].map { identified($0, 1, ["text": .string($0)], key: "7")[0].commandID }
        #expect(ids[0] == ids[1])
        #expect(identified("a", key: "8")[0].commandID != ids[0])
    }

    @Test func `nothing of a name goes into an id, which stands in the log for ever`() {
        let commands = ["Wu Tao", "Liu Ping"].map {
            identified("a", 1, ["name": .string($0)], command: "person.register")[0]
        }
        #expect(commands[0].commandID == commands[1].commandID)
        #expect(commands[0].formerID == commands[1].formerID)
    }

    @Test(
        arguments: [
            // The place of each known row by its position; the places of the others; what is missing, behind
            // and before which; how much pairs differ; who says it now.
            ([1: 0, 3: 2], [1], [(2, 1, 3)], [:], [1: "2"]),
            ([1: 0], [1, 2, 3], [(2, 1, nil)], [:], [1: "2"]),
            ([1: 0], [1, 2, 3], [(2, 1, nil)], ["2": [1: 3, 2: 1, 3: 1]], [2: "2"]),
            ([2: 3], [0, 1, 4], [(1, nil, 2), (3, 2, nil)], [:], [0: "1", 4: "3"]),
            ([2: 3], [0, 1, 4], [(1, nil, 2), (3, 2, nil)], ["1": [0: 2, 1: 1]], [1: "1", 4: "3"]),
            ([1: 0, 2: 1], [2, 3], [], [:], [:]),
            ([:], [0, 1], [(5, nil, nil), (6, nil, nil)], [:], [0: "5", 1: "6"]),
            (
                [:], [0, 1, 2], [(5, nil, nil), (6, nil, nil)], ["5": [0: 2, 1: 0], "6": [1: 0, 2: 1]],
                [1: "5", 2: "6"]
            ),
            // All earlier rows have to be there, where they were.
            ([1: 0, 3: 1], [2], [(2, 1, 3)], [:], nil),
            ([3: 0, 1: 2], [1], [(2, 1, 3)], [:], nil),
            ([:], [0], [(1, nil, nil), (2, nil, nil)], [:], nil),
        ]
            as [(
                [Int64: Int], [Int], [(Int64, Int64?, Int64?)], [String: [Int: Int]], [Int: String]?
            )])
    func `a row that says something else is found between its neighbours`(
        anchors: [Int64: Int], unknown: [Int], missing: [(Int64, Int64?, Int64?)],
        distances: [String: [Int: Int]], pairs: [Int: String]?
    ) {
        var growth = SheetGrowth()
        growth.add(
            missing.map {
                EarlierRow(commandID: "\($0)", stream: "", type: "", position: $0, after: $1, before: $2)
            }, anchors: anchors, unknown: unknown)
        let inDoubt = growth.pairsInDoubt()
        for pair in inDoubt { #expect(unknown.contains(pair.place)) }
        let told = inDoubt.map { ($0, distances[$0.commandID]?[$0.place] ?? 0) }
        let earlierIDs = growth.earlierIDs(Dictionary(uniqueKeysWithValues: told))
        #expect(growth.isGrown == (pairs != nil))
        #expect(earlierIDs == pairs ?? [:])
    }

    @Test func `a batch has a bounded number of commands, and those of a row stay together`() throws {
        let plan = try plan((1...4).map { "\($0),A,B,S,new,,2022,C\($0)\n" }.joined())
        #expect(plan.commands.count == 8)
        #expect(plan.batches(commandCountMax: 5).map(\.count) == [4, 4])
        #expect(plan.batches(commandCountMax: 3).map(\.count) == [2, 2, 2, 2])
        #expect(plan.batches().map(\.count) == [8])
        #expect(plan.batches(byteCountMax: 1).map(\.count) == [2, 2, 2, 2])
    }

    @Test func `the refusals of a batch are all told`() {
        let error = VarlinkError(
            "org.suture.Log.BatchRefused",
            [
                "message": "2 refused",
                "refusals": [
                    ["index": 3, "rule": "already-exists", "field": "id", "message": "It exists."],
                    ["index": 5, "rule": "bad-identifier", "message": "No."],
                ],
            ])
        let refusals = BatchRefusal.all(in: error, after: 0)
        #expect(refusals?.map(\.index) == [3, 5])
        #expect(refusals?.map(\.field) == ["id", nil])
        #expect(BatchRefusal.all(in: error, after: 1)?.map(\.index) == refusals?.map { $0.index - 1 })
        #expect(BatchRefusal.all(in: .permissionDenied, after: 0) == nil)
    }

    @Test func `a sheet that is too large is told with the line up to which it can be imported`() throws {
        let commands = (1...20).map {
            ProposedCommand(
                line: 1 + $0, command: "device.register", id: "D-\($0)", fields: [:], context: [:])
        }
        let verdicts = try ["new", "same", "new", "refused"].map {
            try ImportVerdict(JSONDocument(parsing: Array("{\"outcome\":\"\($0)\"}".utf8)).root)
        }
        func tooLarge(_ count: Int64, _ name: String = "TooLarge") -> SheetTooLarge? {
            SheetTooLarge(
                VarlinkError(
                    "org.suture.Log.\(name)", ["message": "Divide it.", "commandCount": .integer(count)]),
                for: commands[4..<14], after: verdicts)
        }
        // Two are held of those before the piece.
        #expect(tooLarge(3)?.line == 6)
        #expect(tooLarge(7)?.line == 10)
        #expect(tooLarge(99)?.line == 15)
        #expect(
            tooLarge(7)?.problem.message
                == "too large: Divide it. What stands before this line can be imported as a sheet of its own."
        )
        #expect(tooLarge(7, "Busy") == nil)
    }

    @Test func `a refusal names the columns that its field is made of`() {
        let command = ProposedCommand(
            line: 2, command: "trial.log-outcome", id: "T-1", fields: [:], context: [:],
            columns: ["context.occurredOn": ["day"], "value": ["a", "b"]])
        func line(_ rule: String, _ field: String?) -> String {
            BatchRefusal(index: 0, rule: rule, field: field, message: "No.").line(for: command)
        }
        #expect(
            line("occurred-in-future", "context.occurredOn")
                == "refused (occurred-in-future) context.occurredOn (column day): No.")
        #expect(line("bad-value", "value[1].unit") == "refused (bad-value) value[1].unit (columns a, b): No.")
        #expect(line("not-found", "site") == "refused (not-found) site: No.")
        #expect(line("invalid-parameter", "value") == "No. (columns a, b)")
    }

    @Test(arguments: [
        ("W. L. Gore & Associates", "W.-L.-Gore-Associates"), ("a--b", "a-b"), (" x/y ", "x-y"),
        ("DaVinci™", "DaVinci"),
    ])
    func `spaces, punctuation and symbols become a hyphen`(text: String, id: String) throws {
        #expect(try ImportedIDs.id(of: text) == id)
    }

    @Test(arguments: [
        ("光学1", "光学"), ("Müller", "ü"), ("１2", "１"), ("m²", "²"), ("e\u{301}t\u{E9}", "e\u{301}é"),
    ])
    func `a letter or digit that an id cannot have is not left out, but refused`(text: String, lost: String) {
        let problem = #expect(throws: UsageError.self) { try ImportedIDs.id(of: text) }
        #expect(
            problem?.message
                == "\"\(text)\" cannot be an id: it would lose \(lost); say in the map which id it has (values:), "
                + "make one (hash:), or look the record up by its name (find:)")
    }

    @Test func `what becomes an id is the whole text, or the row is refused`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        let letters: [Character] = [
            "a", "Z", "7", "光", "é", "１", ".", "_", "-", " ", "/", "&", "①", "е", "e\u{301}",
        ]
        for _ in 0..<2_000 {
            let text = String((0..<6).map { _ in letters.randomElement(using: &random) ?? "x" })
            guard let id = try? ImportedIDs.id(of: text) else { continue }
            // Whatever is a letter or a digit is still there.
            let said = text.filter { $0.isLetter || $0.isNumber }
            #expect(id.filter { $0.isLetter || $0.isNumber } == said, "\(text), seed \(seed)")
        }
    }

    @Test func `a kind before an id is kept`() throws {
        var ids = ImportedIDs()
        #expect(
            try ids.id(of: .init("institution/W. L. Gore", line: 1), in: "x") == "institution/W.-L.-Gore")
        #expect(try ids.id(of: .init("and/or", line: 1), in: "x") == "and-or")
    }

    @Test func `two texts of a sheet that become one id are refused, wherever they stand`() throws {
        let map = """
            commands:
              - command: institution.register
                id: "{a}"
                fields: {name: "{a}", type: enterprise}
              - command: device.register
                id: "{c}"
                fields: {name: x, type: other, developer: "{b}"}
            """
        let plan = try plan(of: "a,b,c\nA & B,A & B,1\nC,A-B,2\nA  & B,A & B,C\n", map: map)
        #expect(
            plan.problems.map { "\($0.line) \($0.message)" } == [
                "3 device.register: developer (column b): \"A-B\" becomes the id A-B, and so does \"A & B\" in line 2: "
                    + "tell them apart with values: in the map, or mend the one that is misspelt"
            ])
    }

    @Test(arguments: [
        "'{site}{nr}'", "{template: '{site}{nr}', hash: S-}", "{template: '{site}{nr}', default: S}",
    ])
    func `other cells never become one id, and half of them none`(id: String) throws {
        let map = "commands: [{command: trial.add-note, id: \(id), once: true, fields: {text: x}}]"
        let plan = try plan(of: "no,site,nr\n1,1,12\n2,11,2\n3,,112\n4,112,\n5,1,12\n6, 1,12 \n", map: map)
        #expect(plan.commands.map(\.line) == [2])
        let name = plan.commands.first?.id ?? ""
        #expect(
            plan.problems.map { "\($0.line) \($0.message)" } == [
                "3 trial.add-note: id (columns site, nr): \"11\" \"2\" becomes the id \(name), and so does \"1\" \"12\" in "
                    + "line 2: put something between the columns of the template",
                "4 trial.add-note: id (columns site, nr): column site is empty, and an id is made of every column that "
                    + "its template names",
                "5 trial.add-note: id (columns site, nr): column nr is empty, and an id is made of every column that its "
                    + "template names",
            ])
    }

    @Test func `an optional id of which a part is missing is no absent field`() throws {
        let plan = try plan(
            of: "site,nr\nS1,\n,\n",
            map: """
                commands:
                  - command: device.register
                    id: D
                    when: {column: site, present: true}
                    fields: {name: x, type: other, developer: "{site}-{nr}"}
                """)
        #expect(plan.commands.isEmpty)
        #expect(plan.problems.count == 1)
    }

    @Test func `whatever the cells, two rows have one id only if they have the same cells`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        for template in ["{a}{b}", "{a}-{b}", "S{a} {b}", "{b}{a}7"] {
            let rows = (0..<60).map { _ in
                (0..<2).map { _ in
                    String(
                        (0..<Int.random(in: 0...3, using: &random)).map { _ in
                            "17-".randomElement(using: &random) ?? "1"
                        })
                }
            }
            let sheet = "a,b\n" + rows.map { $0.joined(separator: ",") + "\n" }.joined()
            let plan = try plan(
                of: sheet, map: "commands: [{command: trial.add-note, id: '\(template)', fields: {text: x}}]")
            let cells = Dictionary(grouping: plan.commands, by: \.id).mapValues {
                Set($0.map { rows[$0.line - 2] })
            }
            for (id, cells) in cells { #expect(cells.count == 1, "\(template) \(id) \(cells), seed \(seed)") }
            #expect(!plan.commands.isEmpty, "seed \(seed)")
        }
    }

    @Test func `an id is made of a digest of the text, or looked up by the name`() throws {
        let map = """
            commands:
              - command: institution.register
                id: {column: a, hash: "I-"}
                fields: {name: "{a}", type: hospital}
              - command: device.register
                id: "{n}"
                fields: {name: x, type: other, developer: {column: b, find: institution}}
            """
        let found = FoundRecords(["institution": ["瑞金": ["RJ"], "东院": ["E-1", "E-2"]]])
        let plan = try plan(of: "a,b,n\n仁济,瑞金,1\n曙光,东院,2\n新华,西院,3\n", map: map, found: found)
        #expect(plan.commands.count == 4)
        #expect(Set(plan.commands.map(\.id)).count == 4)
        #expect(plan.commands[1].fields["developer"] == "institution/RJ")
        #expect(
            plan.problems.map { "\($0.line) \($0.message)" } == [
                "3 device.register: developer (column b): \"东院\" may be institution/E-1 or institution/E-2: give its id",
                "4 device.register: developer (column b): no institution is called \"西院\"",
            ])
    }

    @Test func `an id is not made of what is sealed elsewhere`() {
        for id in ["\"{name}\"", "{column: name, hash: P-}"] {
            let error = #expect(throws: UsageError.self) {
                try plan(
                    of: "no,name\n1,x\n",
                    map: "commands: [{command: person.register, id: \(id), fields: {name: '{name}'}}]")
            }
            #expect(
                error?.message
                    == "m.yaml:1: commands[0]: id: an id stands in the log for ever, so it cannot be made of what is "
                    + "sealed elsewhere (name)")
        }
    }

    @Test func `a cell with a list gives a command for each of its parts, and lists of a row go pairwise`()
        throws
    {
        let map = """
            commands:
              - command: device.register
                id: {column: ids, split: "|"}
                fields: {name: {column: names, split: "|"}, type: other, model: "{model}"}
            """
        let plan = try plan(
            of: "ids,names,model\nA|B,x | y,M\nC|D,z,M\nE|F,u|,M\n,,M\n\"|\",a,M\n", map: map)
        #expect(
            lines(plan) == [
                #"device.register A {"name":"x","type":"other","model":"M"}"#,
                #"device.register B {"name":"y","type":"other","model":"M"}"#,
            ])
        #expect(
            plan.problems.map { "\($0.line) \($0.message)" } == [
                "3 device.register: lists of one row go pairwise, and their lengths differ: id has 2, name has 1",
                "4 device.register: name (column names) is empty",
                "6 device.register: id (column ids): \"|\" has nothing between its separators",
            ])
    }

    @Test func `an empty date is not today`() throws {
        let map = "commands: [{command: trial.start, id: T, context: {occurredOn: "
        let problem = try plan(of: "a,b\nx,\n", map: map + "'{b}'}}]").problems
        #expect(
            problem == [
                .init(
                    line: 2,
                    message:
                        "trial.start: context.occurredOn (column b) is empty, which is not today; default: in the map "
                        + "says what counts then")
            ])
        let plan = try plan(of: "a,b\nx,\n", map: map + "{column: b, default: unknown}}}]")
        #expect(plan.commands.map { $0.context["occurredOn"] } == ["unknown"])
    }

    @Test func `a template without anything of the row is no id`() throws {
        let plan = try plan(of: "a,b\nx,\n", map: "commands: [{command: trial.start, id: 'T-{b}'}]")
        #expect(plan.problems == [.init(line: 2, message: "trial.start: id (column b) is empty")])
    }

    @Test func `dates and numbers are read in the forms that the map says, for all cells or for one`() throws
    {
        let map = """
            dates: dd/MM/yyyy
            numbers: {decimal: ",", thousands: "."}
            commands:
              - command: trial.log-outcome
                id: T
                fields:
                  device: D
                  result: success
                  value: "{value}"
                context: {occurredOn: "{day}"}
              - command: trial.log-outcome
                id: T
                fields: {device: D, result: success}
                context: {occurredOn: {column: serial, dates: excel}}
            """
        let plan = try plan(of: "value;day;serial\n1.234,5;14/03/2018;43173\n1,5;3/14/2018;x\n", map: map)
        #expect(plan.commands.first?.fields["value"] == "1234.5")
        #expect(plan.commands.map { $0.context["occurredOn"] } == ["2018-03-14", "2018-03-14"])
        #expect(
            plan.problems.map(\.message) == [
                "trial.log-outcome: context.occurredOn (column day): \"3/14/2018\" is not a date in the form that the map "
                    + "says: dd/MM/yyyy",
                "trial.log-outcome: context.occurredOn (column serial): \"x\" is not a date in the form that the map says: "
                    + "excel",
            ])
    }

    @Test(arguments: [
        ("{column: b, contains: [es, xx]}", ["1", "2"]),
        ("[{column: a, is: [1, 2]}, {column: b, is: test}]", ["1"]),
        ("{any: [{column: a, is: 3}, {column: b, is: test}]}", ["1", "3"]),
        ("{not: {any: [{column: a, is: 3}, {column: b, present: false}]}}", ["1", "2"]),
        ("{all: [{not: {column: a, is: 1}}, {column: b, isNot: [x]}]}", ["2", "4"]),
    ])
    func `conditions are joined`(condition: String, ids: [String]) throws {
        let plan = try plan(
            of: "a,b\n1,test\n2,best\n3,x\n4,\n",
            map: "commands: [{command: trial.start, id: '{a}', when: \(condition)}]")
        #expect(plan.commands.map(\.id) == ids)
    }

    @Test(arguments: [
        ("a;b\n1;2\n", "{b}"), ("a\tb\n1\t2\n", "{b}"), ("a|b\n1|2\n", "{b}"), ("a,b;c\n1,2\n", "{b;c}"),
        ("b\n2\n", "{b}"), ("\"a\",\"b\"\n\"1\",\"2\"\n", "{b}"), ("\"a\";\"b\"\r\n\"1\";\"2\"\r\n", "{b}"),
        ("\"a\"\t\"b\"\n1\t2\n", "{b}"), ("\"a\"|\"b\"\n1|2\n", "{b}"), ("\"a\";\"b,c\"\n1;2\n", "{b,c}"),
        ("\"a\";b\n1;2\n", "{b}"), ("\"b\"\n2\n", "{b}"),
    ])
    func `the delimiter is the one with which the first row has the map's columns`(text: String, id: String)
        throws
    {
        let plan = try plan(of: text, map: "commands: [{command: trial.start, id: '\(id)'}]")
        #expect(plan.commands.map(\.id) == ["2"])
        #expect(plan.problems == [])
    }

    @Test(arguments: [
        ("\"a\"x,b\n1,2\n", CSVError(line: 1, reason: .textAfterQuote)),
        ("\"a,b\n1,2\n", CSVError(line: 1, reason: .unterminatedQuote)),
    ])
    func `a first row that no delimiter makes readable is an error of its line`(text: String, error: CSVError)
    {
        #expect(throws: error) { try plan(of: text, map: "commands: [{command: trial.start, id: '{b}'}]") }
    }

    @Test func `where two delimiters fit, the map has to say which`() {
        let error = #expect(throws: UsageError.self) {
            try plan(of: "a,b;c;a,b\n", map: "commands: [{command: trial.start, id: T}]")
        }
        #expect(
            error?.message
                == "f.csv: the first row has the map's columns both with \",\" and with \";\" between them: delimiter: in "
                + "the map says which it is")
    }

    @Test func `two columns of one name are refused with both places, where the map means one of them`()
        throws
    {
        let text = "id,name,model,name\nD,x,y,z\n"
        let error = #expect(throws: UsageError.self) {
            try plan(of: text, map: "commands: [{command: trial.start, id: '{name}'}]")
        }
        #expect(
            error?.message
                == "m.yaml:1: commands[0].id: columns 2 and 4 are both called \"name\": give one another name, or nobody "
                + "can say which is meant")
        #expect(try plan(of: text, map: "commands: [{command: trial.start, id: '{id}'}]").commands.count == 1)
    }

    @Test func `rows of empty cells are passed over, with as many cells as there may be`() throws {
        let plan = try plan(
            of: "a,b\n1,x\n,\n,,,\n  ,\n2,y\n", map: "commands: [{command: trial.start, id: '{a}'}]")
        #expect(plan.rowCount == 2)
        #expect(plan.problems == [])
    }

    private func refusal(of id: String, line: Int, without record: String) throws -> RefusedCommand {
        let command = ProposedCommand(
            line: line, command: "device.register", id: id, fields: [:], context: [:])
        let refusal = BatchRefusal(
            index: 0, rule: "not-found", field: "members", message: "\(record) does not exist.")
        return try #require(RefusedCommand(refusal, among: [command]))
    }

    @Test func `what may follow from a row with a problem is told apart`() throws {
        var plan = try plan("1,A,B,X,new,,2022,Gore\n")
        let refused = try [
            refusal(of: "D-2", line: 3, without: "device/D-1"),
            refusal(of: "D-3", line: 3, without: "device/D-10"),
            refusal(of: "D-4", line: 3, without: "device/D-"),
            refusal(of: "D-5", line: 3, without: "device/D-1."),
            // It follows from what follows.
            refusal(of: "D-6", line: 4, without: "device/D-2"),
        ]
        #expect(plan.causes(among: refused).map(\.command.id) == ["D-3", "D-4", "D-5"])
    }

    @Test func `a refusal follows from nothing that stands behind it, and never from itself`() throws {
        var plan = try plan("")
        let refused = try [
            refusal(of: "A", line: 2, without: "device/A"), refusal(of: "B", line: 3, without: "device/C"),
            refusal(of: "C", line: 4, without: "device/B"), refusal(of: "D", line: 5, without: "device/A1"),
        ]
        #expect(plan.causes(among: refused).map(\.command.id) == ["A", "B", "D"])
    }

    @Test func `what a row that is left out would have made may be missed by others`() throws {
        var plan = try plan(
            of: "a,b\n1,soon\n2,2020\n",
            map: """
                commands:
                  - {command: device.register, id: "{a}", fields: {name: x, type: other}}
                  - {command: device.add-note, id: "{a}", fields: {text: x}, context: {occurredOn: "{b}"}}
                """)
        plan.leaveOut([2])
        #expect(plan.causes(among: [try refusal(of: "2", line: 3, without: "device/1")]).isEmpty)
    }

    @Test func `rows without an id are known by key, else by sheet and order; nothing sealed goes into that`()
        throws
    {
        func ids(_ text: String, _ map: String, sheet: String = "a") throws -> [String?] {
            let root = try MapNode(parsing: map, file: "m.yaml")
            let sheet = try ImportSheet(Array(text.utf8), root: root, file: "f.csv", name: sheet)
            let plan = ImportPlan(sheet)
            #expect(plan.problems == [])
            return plan.commands.map { $0.context["commandId"]?.string }
        }
        let plain = "commands: [{command: person.register, fields: {name: '{name}'}}]"
        let first = try ids("no,name\n1,A\n2,B\n", plain)
        #expect(Set(first).count == 2)
        #expect(try ids("no,name\n1,C\n2,D\n", plain) == first)
        #expect(try ids("no,name\n1,A\n2,B\n", plain, sheet: "b").allSatisfy { !first.contains($0) })
        let keyed = "commands: [{command: person.register, key: '{no}', fields: {name: '{name}'}}]"
        let second = try ids("no,name\n1,A\n2,B\n", keyed)
        #expect(try ids("no,name\n2,X\n1,A\n", keyed, sheet: "b") == second.reversed())
    }

    @Test(arguments: [
        (
            "{command: person.register, key: '{name}', fields: {name: '{name}'}}",
            ": key: an id stands in the log"
        ),
        (
            "{command: person.register, once: true, fields: {name: x}}",
            "once: what has no id and no key is told from nothing"
        ),
    ])
    func `a key is told from ids, and shows nothing that is sealed`(step: String, message: String) {
        let error = #expect(throws: UsageError.self) {
            try plan(of: "no,name\n1,A\n", map: "commands: [\(step)]")
        }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }

    @Test func `a key that stands twice in a sheet is refused`() throws {
        let plan = try plan(
            of: "no,name\n1,A\n1,B\n",
            map: "commands: [{command: person.register, key: '{no}', fields: {name: '{name}'}}]")
        #expect(
            plan.problems == [
                .init(line: 3, message: "person.register: the key \"1\" stands in line 2 already")
            ])
    }

    @Test func `a pipe has no name by which its rows could be known, whatever its own`() throws {
        let fifo = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).fifo").path
        try #require(mkfifo(fifo, 0o600) == 0)
        defer { unlink(fifo) }
        let map = "commands: [{command: person.register, fields: {name: '{name}'}}]"
        for file in ["-", "/dev/fd/3", fifo] {
            let error = #expect(throws: UsageError.self) {
                try ImportSheet(
                    Array("name\nA\n".utf8), root: try MapNode(parsing: map, file: "m"), file: file)
            }
            #expect(error?.message.contains(" has none: give it --source, or source: in the map") == true)
        }
    }

    @Test(arguments: ["", " "])
    func `a sheet's name says something`(name: String) {
        let map = "commands: [{command: person.register, fields: {name: '{name}'}}]"
        func open(_ map: String, name: String?) throws {
            _ = try ImportSheet(
                Array("name\nA\n".utf8), root: try MapNode(parsing: map, file: "m"), file: "f.csv", name: name
            )
        }
        #expect(throws: UsageError.self) { try open(map, name: name) }
        #expect(throws: UsageError.self) { try open("source: '\(name)'\n\(map)", name: nil) }
        #expect(throws: Never.self) { try open(map, name: "s") }
    }

    @Test(arguments: [
        (["equal", "new"], "equal", "new"), (["new:2,3", "equal"], "equal", "new:2,3"),
        (["equal:3", "new:2,3"], "equal:3", "new:2,3"), (["voided", "new", "equal:9"], "equal:9", "new"),
    ])
    func `decisions that contradict each other are refused`(again: [String], equal: String, new: String)
        throws
    {
        let decisions = ImportDecisions(again: try again.map { try #require(ImportAgain(argument: $0)) })
        #expect(
            decisions.contradiction
                == "--again \(equal) and --again \(new) contradict each other: each row is one or the other.")
    }

    @Test(arguments: [
        ["equal"], ["equal:2", "new:3"], ["new:2", "new:2,3"], ["voided", "new:2", "equal:3"],
    ])
    func `decisions about other rows stand beside each other`(again: [String]) throws {
        let decisions = ImportDecisions(again: try again.map { try #require(ImportAgain(argument: $0)) })
        #expect(decisions.contradiction == nil)
    }

    @Test func `a decision is about rows that are there`() throws {
        let root = try MapNode(parsing: "commands: [{command: trial.start, id: '{a}'}]", file: "m.yaml")
        let sheet = try ImportSheet(Array("a,b\n1,\"x\ny\"\n\n2,x\n3\n".utf8), root: root, file: "f.csv")
        func require(_ again: String) throws {
            try ImportDecisions(again: [try #require(ImportAgain(argument: again))])
                .requireRows(of: sheet, file: "f.csv")
        }
        for again in ["new", "new:2,5", "equal:6"] { #expect(throws: Never.self) { try require(again) } }
        for (again, line) in [("new:99", 99), ("voided:2,3", 3), ("equal:1", 1)] {
            let error = #expect(throws: UsageError.self) { try require(again) }
            #expect(
                error?.message
                    == "--again \(again): no row of f.csv begins in line \(line); its rows begin in lines 2 to 6"
            )
        }
    }

    @Test(arguments: [
        ("institution.affiliate", "fields: {to: H1, relation: parent}"),
        ("institution.add-note", "fields: {text: x}"),
        ("institution.register", "fields: {name: x, type: hospital}"),
    ])
    func `what differs in its circumstances is not what an earlier row said`(command: String, fields: String)
        throws
    {
        for context in ["occurredOn: '{d}'", "reason: 'of {d}'", "sources: ['{d}']"] {
            let map =
                "commands: [{command: \(command), id: '{id}', once: true, \(fields), context: {\(context)}}]"
            let plan = try plan(of: "id,d\nOD1,2010\nOD1,2015\nOD1,2010\n", map: map)
            #expect(plan.problems == [])
            #expect(plan.commands.map(\.line) == [2, 3], "\(context)")
        }
    }

    @Test func `what is sealed counts where only the first of equal commands is wanted`() throws {
        let plan = try plan(
            of: "name\nA\nB\nA\n",
            map: "commands: [{command: person.register, id: P-1, once: true, fields: {name: '{name}'}}]")
        #expect(plan.commands.map { $0.fields["name"] } == ["A", "B"])
    }
}
