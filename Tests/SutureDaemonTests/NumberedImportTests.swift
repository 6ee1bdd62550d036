import SutureDomain
import SutureInterface
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

@testable import SutureDaemon

/// Records that the daemon numbers, and sheets that name them by their keys.
@Suite(.timeLimit(.minutes(20))) struct NumberedImportTests {
    private static let makers = """
        commands:
          - command: institution.register
            id: "I-{next}"
            key: "{maker}"
            once: true
            fields: {name: "{maker}", type: enterprise}
            context: {occurredOn: unknown}
          - command: device.register
            id: "{no}"
            fields: {name: "{name}", type: suture, developer: {column: maker, key: institution.register}}
            context: {occurredOn: "2020"}

        """
    private static let people = """
        commands:
          - command: person.register
            key: "{no}"
            fields: {name: "{name}"}
            context: {occurredOn: unknown}

        """
    private static let positions = """
        commands:
          - command: person.hold-position
            id: {column: no, key: person.register}
            fields: {at: institution/H1, title: "{title}"}
            context: {occurredOn: "2020"}

        """

    @Test func `names that no id can hold are numbered, and the rows name them by their keys`() async throws {
        try await RunningDaemon.run { daemon in
            let sheet = "no,name,maker\nD1,Needle,强生\nD2,Thread,柯惠\nD3,Blade,强生\n"
            for (newCount, oldCount) in [(5, 0), (0, 5)] {
                let run = try await daemon.importing(sheet, NumberedImportTests.makers)
                #expect(
                    run.output == "3 rows, 5 commands: \(newCount) recorded, \(oldCount) recorded before\n",
                    "\(run.errors)")
            }
            let list = try await daemon.suture(
                "list", "device", "--csv", "--column", "id", "--column", "developer")
            #expect(
                list.output
                    == "id,developer\nD1,I-0001\nD2,I-0002\nD3,I-0001\n",
                "\(list.errors)")
            // What stands in another sheet is the same maker, by its key.
            let more = try await daemon.importing(
                "no,name,maker\nD4,Clip,柯惠\nD5,Mesh,巴德\n", NumberedImportTests.makers, ["--source", "2021"])
            #expect(more.output == "2 rows, 4 commands: 3 recorded, 1 recorded before\n", "\(more.errors)")
            let grown = try await daemon.suture(
                "list", "device", "--csv", "--column", "developer", "--where", "id=D4", "--where", "id=D5")
            #expect(grown.output == "developer\nI-0002\nI-0003\n", "\(grown.errors)")
        }
    }

    @Test func `a later sheet names persons by the keys of an earlier one`() async throws {
        try await RunningDaemon.run { daemon in
            try await daemon.client().record(
                "Institution.Register", ["id": "H1", "name": "H", "type": "hospital"],
                context: ["occurredOn": "2019"])
            let people = try await daemon.importing(
                "no,name\n17,吴涛\n18,李四\n", NumberedImportTests.people, ["--source", "people"])
            #expect(
                people.output == "2 rows, 2 commands: 2 recorded, 0 recorded before\n", "\(people.errors)")
            let run = try await daemon.importing(
                "no,title\n18,Dean\n17,Nurse\n", NumberedImportTests.positions, ["--source", "positions"])
            #expect(run.output == "2 rows, 2 commands: 2 recorded, 0 recorded before\n", "\(run.errors)")
            let list = try await daemon.suture(
                "list", "person-position", "--csv", "--column", "person", "--column", "title")
            #expect(list.output == "person,title\nP-0001,Nurse\nP-0002,Dean\n", "\(list.errors)")
            let unknown = try await daemon.importing(
                "no,title\n18,Dean\n19,Nurse\n", NumberedImportTests.positions, ["--source", "positions"])
            #expect(unknown.exit == .status(1))
            #expect(
                unknown.errorLines.first?.hasSuffix(
                    "sheet.csv:3: person.hold-position: refused (not-found) id (column no): no person.register has the key \"19\"."
                ) == true, "\(unknown.errors)")
        }
    }

    @Test func `what names a record that is refused is not told beside it`() async throws {
        try await RunningDaemon.run { daemon in
            let map = NumberedImportTests.makers.replacing("type: enterprise", with: "type: \"{type}\"")
            let run = try await daemon.importing(
                "no,name,maker,type\nD1,Needle,强生,factory\nD2,Thread,柯惠,enterprise\n", map)
            #expect(run.exit == .status(1))
            #expect(run.errorLines.count == 2, "\(run.errors)")
            #expect(
                run.errorLines.first?.contains("sheet.csv:2: institution.register: type (column type)")
                    == true)
            #expect(try await daemon.client().head() == 0)
            let rest = try await daemon.importing(
                "no,name,maker,type\nD1,Needle,强生,factory\nD2,Thread,柯惠,enterprise\nD3,Clip,强生,enterprise\n",
                map,
                ["--skip-refused"])
            #expect(rest.exit == .status(1))
            #expect(
                rest.output == "3 rows, 4 commands: 4 recorded, 0 recorded before; left out rows: 1\n",
                "\(rest.errors)")
        }
    }

    @Test(
        arguments: [
            ("id: \"I-{next}\"", "id: \"I/{next}\"", "before {next} stands the beginning of an id"),
            ("id: \"I-{next}\"", "id: \"{maker}-{next}\"", "before {next} stands the beginning of an id"),
            ("key: \"{maker}\"", "when: {column: maker, present: true}", "is known again by its key: only"),
            ("key: institution.register}", "key: person.register}", "a person cannot stand here"),
            ("key: institution.register}", "key: device.amend}", "device.amend is no command with which"),
            (
                "id: \"I-{next}\"", "id: {column: maker, hash: I-}",
                "here institution.register has ids of its own"
            ),
        ])
    func `a map says what cannot be numbered or named`(old: String, new: String, message: String) async throws
    {
        try await RunningDaemon.run { daemon in
            let map = NumberedImportTests.makers.replacing(old, with: new)
            let run = try await daemon.importing("no,name,maker\nD1,Needle,A\n", map)
            #expect(run.exit == .status(2))
            #expect(run.errors.contains(message), "\(run.errors)")
        }
    }

    /// Each step's records hang on those of the step before, of rows in an order that is not that of their
    /// numbers.
    @Test func `whatever rows of numbered records name each other by, each names the right one`() async throws
    {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        try await RunningDaemon.run { daemon in
            let map = """
                commands:
                  - command: institution.register
                    id: "I-{next}"
                    key: "{no}"
                    fields: {name: "name of {no}", type: hospital}
                    context: {occurredOn: unknown}
                  - command: device.register
                    id: "D-{next}"
                    key: "{device}"
                    when: {column: device, present: true}
                    fields: {name: "device of {maker}", type: suture, developer: {column: maker, key: institution.register}}
                    context: {occurredOn: unknown}
                  - command: device.add-note
                    id: {column: noted, key: device.register}
                    when: {column: noted, present: true}
                    fields: {text: "note of {noted}"}
                    context: {occurredOn: unknown}

                """
            var institutions: [Int] = []
            var makers: [Int: Int] = [:]
            for round in 1...4 {
                var rows = "no,device,maker,noted\n"
                for _ in 0..<Int.random(in: 1...8, using: &random) {
                    let number = institutions.count + 1
                    institutions.append(number)
                    var row = "\(number),,,"
                    if Bool.random(using: &random), let maker = institutions.randomElement(using: &random) {
                        let device = makers.count + 1
                        makers[device] = maker
                        let noted = Int.random(in: 1...device, using: &random)
                        row = "\(number),\(device),\(maker),\(Bool.random(using: &random) ? "\(noted)" : "")"
                    }
                    rows += row + "\n"
                }
                let run = try await daemon.importing(rows, map, ["--source", "\(round)", "--again", "new"])
                #expect(run.exit == .status(0), "seed \(seed), round \(round): \(rows)\(run.errors)")
            }
            let client = try await daemon.client()
            let names = try await client.texts("institution", ["id", "name"])
            let nameByID = Dictionary(uniqueKeysWithValues: names.map { ($0[0], $0[1]) })
            let devices = try await client.texts("device", ["name", "developer"])
            #expect(devices.count == makers.count, "seed \(seed)")
            for device in devices {
                let maker = nameByID[device[1]]
                #expect(
                    "device of \(maker?.replacing("name of ", with: "") ?? "?")" == device[0], "seed \(seed)")
            }
        }
    }

    @Test func `numbers go on behind what is there, and no number is given twice`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let register: (String) async throws -> String? = { id in
                let reply = try await client.record(
                    "Institution.Register", ["id": .string(id), "name": "N", "type": "hospital"],
                    context: ["occurredOn": "2020"])
                return reply["stream"]?.string
            }
            #expect(try await register("I-{next}") == "institution/I-0001")
            #expect(try await register("I-0007") == "institution/I-0007")
            #expect(try await register("I-{next}") == "institution/I-0008")
            #expect(try await register("X{next}") == "institution/X0001")
            #expect(try await register("institution/I-{next}") == "institution/I-0009")
            try await client.record("Log.Void", ["position": 5], context: ["reason": "a slip"])
            #expect(try await register("I-{next}") == "institution/I-0010")
            // A number that is greater than any that was assigned, and one that has another form.
            #expect(try await register("I-1000000000") == "institution/I-1000000000")
            #expect(try await register("I-00020") == "institution/I-00020")
            #expect(try await register("I-{next}") == "institution/I-0011")
            for id in ["-{next}", "I/{next}", "I-{next}x", "person/P-{next}", "{next}{next}"] {
                await #expect(throws: VarlinkError.self) { _ = try await register(id) }
            }
            await #expect(throws: VarlinkError.self) {
                try await client.record("Institution.AddNote", ["id": "I-{next}", "text": "T"])
            }
        }
    }
}

extension VarlinkClient {
    /// The rows of a view, with the columns that are wanted.
    fileprivate func texts(_ view: String, _ columns: [String]) async throws -> [[String]] {
        let reply = try await ask(
            "Records.List",
            ["view": .string(view), "limit": 1_000])
        return (reply["rows"]?.array ?? []).map { row in columns.map { row[$0]?.string ?? "" } }
    }
}
