import Foundation
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

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
