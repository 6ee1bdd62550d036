import SutureJSON
import SutureVarlink
import Testing

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
        var reader = CSVReader(Array("\(Self.header)\n\(rows)".utf8))
        let columns = try #require(try reader.next()).fields
        let map = try ImportMap(try MapNode(parsing: map, file: "m.yaml"), columns: columns)
        return try ImportPlan(reader, columnCount: columns.count, map: map)
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
        let columns = ["number", "status", "brand", "model", "kind", "parts", "date"]
        let map = try ImportMap(try MapNode(parsing: Import.mapExample, file: "help"), columns: columns)
        let row = CSVReader.Row(line: 2, fields: ["7", "new", "Gore", "X", "N", "", "2022"])
        let command = try #require(try map.steps[0].proposal(for: row))
        #expect(
            "\(command.id) \(JSONValue.object(command.fields))"
                == #"D-7 {"name":"Gore X","type":"suture_needle","stage":"marketed","members":["D-1"]}"#)
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
                .init(
                    line: 2, message: "device.register: type: \"X\" is not among the map's values N, S, other"
                ),
                .init(line: 4, message: "has 2 fields, not 8"),
                .init(line: 5, message: "device.register: name is empty"),
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
            "m.yaml:4: commands[0].unless: is not known here; allowed are command, id, when, once, fields, context"
        ),
        (
            "commands:\n- command: trial.start\n  id: x\n  context: {commandId: y}",
            "m.yaml:4: commands[0].context.commandId: there is no such field; there are occurredOn, reason"
        ),
        ("rows: 1", "m.yaml:1: rows: is not known here; allowed are delimiter, empty, commands"),
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

    @Test func `equal commands are told apart by their order`() {
        let command = ProposedCommand(
            line: 2, command: "trial.add-note", id: "T-1", fields: ["text": "x"], context: [:])
        var identity = CommandIdentity()
        #expect(identity.id(of: command) == "import-015bc96200427113b540e7baa42fda9d")
        #expect(identity.id(of: command) != "import-015bc96200427113b540e7baa42fda9d")
    }

    @Test func `nothing of a name goes into an id, which stands in the log for ever`() {
        func id(naming name: String) -> String {
            var identity = CommandIdentity()
            return identity.id(
                of: ProposedCommand(
                    line: 2, command: "person.register", id: "P-1", fields: ["name": .string(name)],
                    context: [:]))
        }
        #expect(id(naming: "Wu Tao") == id(naming: "Liu Ping"))
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
        let refusals = BatchRefusal.all(in: error)
        #expect(refusals?.map(\.index) == [3, 5])
        #expect(
            refusals?.map(\.line) == [
                "refused (already-exists) id: It exists.", "refused (bad-identifier): No.",
            ])
        #expect(BatchRefusal.all(in: .permissionDenied) == nil)
    }

    @Test(arguments: [
        ("W. L. Gore & Associates", "W.-L.-Gore-Associates"), ("a--b", "a-b"), ("吴", ""), (" x/y ", "x-y"),
    ])
    func `what an id cannot hold becomes a hyphen`(text: String, id: String) {
        #expect(ImportedID.sanitised(text) == id)
    }

    @Test func `a kind before an id is kept`() {
        #expect(ImportedID.reference("institution/W. L. Gore") == "institution/W.-L.-Gore")
        #expect(ImportedID.reference("and/or") == "and-or")
    }
}
