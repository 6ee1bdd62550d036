import SutureInterface
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

@testable import SutureDaemon
@testable import SutureDomain

/// A command that is wrong in several ways is told all of them in one go, whichever way it comes.
@Suite(.serialized, .timeLimit(.minutes(20))) struct EveryProblemTests {
    private static let commands = Catalogue.kinds.flatMap { Catalogue.commands(of: $0) }

    /// Fields of commands, some of them wrong, for which a decoder names the first.
    @Test(arguments: [UInt64.random(in: 0...UInt64.max)])
    func `whatever a decoder stops at is among what is found, and only what is wrong`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for command in EveryProblemTests.commands {
            for _ in 0..<6 {
                let fields = SutureDomain.fields(of: command)
                let wrong = fields.filter { _ in Bool.random(using: &random) }
                var members: JSONObject = [:]
                for field in fields {
                    members[field.name] =
                        wrong.contains(field) ? field.wrong(&random) : field.shape.right(&random)
                }
                let found = ShapeExplanation(
                    ofCommand: command.fullName, id: "X-1", fields: members, context: nil
                ).problems().map(\.path)
                let context = "\(command.fullName) \(JSONValue.object(members)), seed \(seed)"
                #expect(Set(found.map(\.field)) == Set(wrong.map(\.name)), "\(context)")
                let first = EveryProblemTests.told(command, members)
                #expect((first == nil) == wrong.isEmpty, "\(context)")
                if let first { #expect(found.contains { $0.hasPrefix(first) }, "\(first): \(context)") }
            }
        }
    }

    /// A command in which everything is wrong.
    private static func wrong(_ command: any Command.Type, _ random: inout SeededRandom) -> JSONValue {
        var fields: JSONObject = [:]
        for field in SutureDomain.fields(of: command) { fields[field.name] = field.wrong(&random) }
        return [
            "command": .string(command.fullName), "id": "X 1", "fields": .object(fields),
            "context": ["occurredOn": "31/12/2019", "reason": " "],
        ]
    }

    /// The paths of everything.
    private static func paths(of command: any Command.Type) -> [String] {
        ["id"] + SutureDomain.fields(of: command).map(\.name) + ["context.occurredOn", "context.reason"]
    }

    /// The path that decoding stops at.
    private static func told(_ command: any Command.Type, _ members: JSONObject) -> String? {
        do {
            let fields = try JSONDocument(parsing: JSONValue.object(members).bytes).root
            _ = try CommandDecoding.proposal(
                command, id: "X-1", fields: fields, ignoring: [], context: Context())
            return nil
        } catch let error as VarlinkError {
            return error.parameters["parameter"]?.string
        } catch WireError.notToBeSaid(let objection) {
            return objection.field
        } catch {
            return "\(error)"
        }
    }

    @Test func `every field of every command is told by RecordAll and by Check`() async throws {
        try await RunningDaemon.run { daemon in
            let client = CheckedClient(try await daemon.client())
            let plain = try await daemon.client()
            var random = SeededRandom(seed: 1)
            let commands = EveryProblemTests.commands
            let proposed = commands.map { EveryProblemTests.wrong($0, &random) }
            let expected = commands.map { EveryProblemTests.paths(of: $0) }
            func paths(_ refusals: [JSONValue]) -> [String] {
                refusals.compactMap { $0["field"]?.string?.field }
            }

            let error = try await plain.error(of: "Log.RecordAll", ["commands": .array(proposed)])
            #expect(
                error?["message"]?.string
                    == "\(commands.count) of the batch's commands cannot be understood, so none was recorded."
            )
            let refusals = error?["refusals"]?.array ?? []
            for (index, expected) in expected.enumerated() {
                let own = refusals.filter { $0["index"]?.int64 == Int64(index) }
                #expect(paths(own) == expected, "\(commands[index].fullName)")
                #expect(own.allSatisfy { $0["rule"] == "invalid-parameter" })
            }

            let answers = try await client.ask(
                "Log.Check", ["commands": .array(proposed.map { ["proposed": $0] }), "begin": true])[
                    "answers"]
            for (answer, expected) in zip(answers?.elements.map { JSONValue($0) } ?? [], expected) {
                let first = answer["refusal"].map { [$0] } ?? []
                #expect(paths(first + (answer["others"]?.array ?? [])) == expected)
            }
            #expect(try await plain.head() == 0)
        }
    }

    @Test func `every field of every command is told of a line of record`() async throws {
        try await RunningDaemon.run { daemon in
            var random = SeededRandom(seed: 2)
            let lines = EveryProblemTests.commands.map { "\(EveryProblemTests.wrong($0, &random))\n" }
            let file = try daemon.write(lines.joined(), to: "commands.jsonl")
            let run = try await daemon.suture(["record", file])
            #expect(run.exit == .status(1))
            let told = Dictionary(grouping: run.output.split(separator: "\n")) { $0.split(separator: " ")[0] }
            for (index, command) in EveryProblemTests.commands.enumerated() {
                let own = told["\(file):\(index + 1):"] ?? []
                let expected = EveryProblemTests.paths(of: command).map { path in
                    path == "id" || path.hasPrefix("context.") ? path : "fields.\(path)"
                }
                #expect(own.count == expected.count, "\(command.fullName): \(own)")
                for (line, path) in zip(own, expected) {
                    #expect(line.contains(": invalid parameter: ") && line.contains(path), "\(line)")
                }
            }
            let head = try await daemon.client().head()
            #expect(head == 0)
            let piped = try await daemon.suture(["record", "-"], input: lines[0])
            #expect(piped.output.hasPrefix("standard input:1: invalid parameter: id: \"X 1\" is not an id"))
        }
    }

    @Test func `every field of every command is told of a row of a sheet, with its column`() async throws {
        try await RunningDaemon.run { daemon in
            var columns: [String] = []
            func column(_ text: String) -> Int {
                if !columns.contains(text) { columns.append(text) }
                return columns.firstIndex(of: text) ?? 0
            }
            var map = "commands:\n"
            var expected: Set<String> = []
            for command in EveryProblemTests.commands {
                map += "  - command: \(command.fullName)\n    id: \"{c\(column("光学"))}\"\n"
                if !SutureDomain.fields(of: command).isEmpty { map += "    fields:\n" }
                expected.insert("\(command.fullName): id (column c\(column("光学")))")
                for field in SutureDomain.fields(of: command) {
                    let number = column(field.shape.wrongText)
                    map += "      \(field.name): \"{c\(number)}\"\n"
                    // What the map says is as it stands.
                    if field.shape.wrongText != "fine" {
                        expected.insert("\(command.fullName): \(field.name)")
                    }
                }
                map +=
                    "    context: {occurredOn: \"{c\(column("soon"))}\", correlation: \"{c\(column("\u{202E}x"))}\"}\n"
                expected.insert("\(command.fullName): context.occurredOn (column c\(column("soon")))")
                expected.insert("\(command.fullName): context.correlation")
            }
            let header = columns.indices.map { "c\($0)" }.joined(separator: ",")
            let sheet = try daemon.write("\(header)\n\(columns.joined(separator: ","))\n", to: "sheet.csv")
            let run = try await daemon.suture(
                ["import", sheet, "--map", try daemon.write(map, to: "map.yaml")])
            #expect(run.exit == .status(1))
            let lines = run.errorLines.filter { $0.hasPrefix("\(sheet):2: ") }
                .map { String($0.dropFirst("\(sheet):2: ".count)) }
            #expect(run.errorLines == lines.map { "\(sheet):2: \($0)" } + ["suture: nothing was recorded"])
            #expect(lines.count == expected.count)
            for start in expected {
                #expect(
                    lines.contains { line in [":", " ", "["].contains { line.hasPrefix(start + $0) } },
                    "\(start)")
            }
            #expect(lines.allSatisfy { $0.contains("(column c") })
        }
    }

    @Test func `all that is wrong on a command line is told, and all that the daemon does not take`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let typed = try await daemon.suture([
                "device", "register", "D 9", "--type", "wood", "--member", "a b", "--member", "c d",
                "--model", " x",
                "--occurred-on", "soon",
            ])
            #expect(typed.exit == .status(2))
            let starts = [
                "\"D 9\" is no id of", "Missing expected argument '--name <text>'", "--type: \"wood\" is not",
                "--member: \"a b\" is not", "--member: \"c d\" is not", "--occurred-on: \"soon\" is no date",
                "model: \" x\" begins or ends",
            ]
            for (line, start) in zip(typed.errorLines, starts) {
                #expect(line.hasPrefix("suture: \(start)"), "\(line)")
            }
            #expect(typed.errorLines.count == starts.count + 2, "and how it is used")

            let sent = try await daemon.suture([
                "device", "register", "D-9", "--type", "other", "--name", " x", "--model", "a\nb", "--reason",
                " ",
            ])
            #expect(sent.exit == .status(2))
            #expect(
                sent.errorLines == [
                    #"suture: invalid parameter: name: " x" begins or ends with white space; leave it out"#,
                    #"suture: invalid parameter: model: "a\nb" has several lines; it may have one only"#,
                    "suture: invalid parameter: context.reason is empty",
                ])

            try await daemon.client().record(
                "Device.Register", ["id": "D-1", "name": "Needle", "type": "other"])
            let set = try await daemon.suture(["correct", "1", "--set", "type=wood", "--set", "colour=red"])
            #expect(set.errorLines.count == 2, "\(set.errors)")
            let corrected = try await daemon.suture([
                "correct", "1", "--set", "name= x", "--reason", "a slip",
            ])
            #expect(
                corrected.errorLines == [
                    #"suture: invalid parameter: fields.name: " x" begins or ends with white space; leave it out"#
                ])
        }
    }

    @Test(arguments: [nil, "c-1"])
    func `what may not be said is told with all else that may not be said`(commandID: String?) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            var context: JSONObject = ["correlation": "a "]
            context["commandId"] = commandID.map { .string($0) }
            let command: JSONValue = [
                "command": "device.register", "id": "D",
                "fields": ["name": " Needle", "type": "other", "model": "a\nb"], "context": .object(context),
            ]
            let messages = [
                #"name: " Needle" begins or ends with white space; leave it out."#,
                #"model: "a\nb" has several lines; it may have one only."#,
                #"context.correlation: "a " begins or ends with white space; leave it out."#,
            ]
            let error = try await client.error(of: "Log.RecordAll", ["commands": [command]])
            #expect(error?["refusals"]?.array?.compactMap { $0["message"]?.string } == messages)
            let answer = try await client.ask(
                "Log.Check", ["commands": [["proposed": command]], "begin": true])["answers"]?.array?.first
            let told = [answer?["refusal"]].compactMap(\.self) + (answer?["others"]?.array ?? [])
            #expect(told.compactMap { $0["message"]?.string } == messages)
        }
    }

    @Test func `a field of the name of something else of a batch is told as the command's own`() async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let error = try await client.error(
                of: "Log.RecordAll",
                [
                    "commands": [
                        [
                            "command": "fund.set-line", "id": "F",
                            "fields": [
                                "line": "?", "purpose": "travel",
                                "amount": ["minorUnits": 1, "currency": "CNY"],
                            ],
                        ],
                        [
                            "command": "device.add-note", "id": "D", "fields": ["id": "D", "text": "x"],
                            "context": ["occurredOn": "soon"],
                        ],
                        ["command": "device.add-note", "id": "D", "fields": ["text": "x"], "line": 7],
                    ]
                ])
            let starts = [
                "line: \"?\" is not an id within the record", "id stands beside fields, not among them.",
                "context.occurredOn: \"soon\" is not a date", "line is that of a row, from 1,",
            ]
            let messages = error?["refusals"]?.array?.compactMap { $0["message"]?.string } ?? []
            #expect(messages.count == starts.count)
            for (message, start) in zip(messages, starts) { #expect(message.hasPrefix(start), "\(message)") }
        }
    }

    @Test func `of what is wrong in many places so many are told, and how many more there are`() throws {
        let members: [JSONValue] = Array(repeating: "?", count: 100)
        let problems = ShapeExplanation(
            ofCommand: "device.register", id: "D",
            fields: ["name": "x", "type": "other", "members": .array(members)], context: nil
        ).problems()
        #expect(problems.count == ShapeExplanation.problemCountMax + 1)
        #expect(problems.last?.message == "68 more are wrong, from members[32] on")
    }
}

extension String {
    /// The field, or the circumstance, that a path leads into.
    fileprivate var field: String {
        hasPrefix("context.") ? self : String(prefix { $0 != "." && $0 != "[" })
    }
}

// MARK: Values

extension Field {
    /// What the field does not take, wrong in one way.
    fileprivate func wrong(_ random: inout SeededRandom) -> JSONValue? {
        let isRequired = if case .list = shape { false } else { !isOptional }
        if isRequired, Int.random(in: 0..<6, using: &random) == 0 { return nil }
        return shape.wrong(&random)
    }
}

extension FieldShape {
    fileprivate func wrong(_ random: inout SeededRandom) -> JSONValue {
        let others: [JSONValue]
        switch self {
        case .text, .sealed: others = [" ", "", " x", "x\u{0}", "a\nb", "\u{202E}x", [], ["sealed": "x"]]
        case .prose: others = [" ", "", "x\u{0}", []]
        case .integer: others = ["7", .number("7.5"), true]
        case .boolean: others = ["true", 0]
        case .decimal: others = ["1,5", "x", ""]
        case .date: others = ["31/12/2019", "2013-13-01", "", "soon"]
        case .instant: others = ["noon", "2022-11-07", "1000-01-01T00:00:00+25:00"]
        case .timeOfDay: others = ["9 am", "25:00", ""]
        case .money: others = ["5 CNY", ["minorUnits": "5", "currency": "CNY"], ["minorUnits": 5], []]
        case .currency: others = ["RMB", "", "cny"]
        case .localID: others = ["a b", "", "-x", .string(String(repeating: "x", count: 65))]
        case .reference: others = ["a b", "", "x/", []]
        case .enumeration: others = ["succes", "", []]
        case .list(let element): others = ["x", [element.wrong(&random)], [nil], [:]]
        case .group(let fields):
            var members: JSONObject = [:]
            for field in fields { members[field.name] = field.shape.right(&random) }
            let whole = members
            members[fields[0].name] = fields[0].shape.wrong(&random)
            var more = whole
            more["nobody's"] = 1
            others = [.object(members), .object(more), "x", []]
        }
        let all: [JSONValue] = others + (self == .integer ? [] : [7])
        return all[Int.random(in: 0..<all.count, using: &random)]
    }

    /// What a cell may hold that does not become a value.
    fileprivate var wrongText: String {
        switch self {
        case .text, .sealed: "\u{202E}x"
        case .prose: "fine"
        case .localID, .reference: "光学"
        case .list(let element): element.wrongText
        default: "nonsense"
        }
    }

    fileprivate func right(_ random: inout SeededRandom) -> JSONValue {
        switch self {
        case .text, .sealed: "复核 \u{1F600}"
        case .prose: " several\nlines "
        case .integer: .integer(Int64.random(in: Int64.min...Int64.max, using: &random))
        case .boolean: .bool(Bool.random(using: &random))
        case .decimal: "-12.50"
        case .date: Bool.random(using: &random) ? "unknown" : "2020..2022-11-07"
        case .instant: "2022-11-07T09:30:00+08:00"
        case .timeOfDay: "09:00"
        case .money: ["minorUnits": -5, "currency": "CNY"]
        case .currency: "CNY"
        case .localID: "A-1"
        case .reference(let kinds):
            Bool.random(using: &random) || kinds.count > 1 ? .string("\(kinds[0])/X-1") : "X-1"
        case .enumeration(let values): .string(values[Int.random(in: 0..<values.count, using: &random)])
        case .list(let element):
            .array((0..<Int.random(in: 0..<3, using: &random)).map { _ in element.right(&random) })
        case .group(let fields):
            .object(JSONObject(fields.map { ($0.name, $0.shape.right(&random)) }))
        }
    }
}
