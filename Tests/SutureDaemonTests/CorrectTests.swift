import Foundation
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// A correction stands in the place of what it corrects: for the rules, for the read models, and for later
/// events.
@Suite(.timeLimit(.minutes(20))) struct CorrectTests {
    static let because: JSONValue = ["reason": "typed in wrongly"]

    @Test func `a correction is one commit of two events, and stands in the old one's place`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let project: JSONValue = ["id": "PR-1", "title": "Neddles", "cooperative": true]
            try await client.record("Project.Create", project, context: ["occurredOn": "2020-01"])
            try await client.record("Project.Rename", ["id": "PR-1", "title": "Wounds"])
            let fields: JSONValue = ["title": "Needles", "cooperative": false]
            let correct: JSONValue = ["position": 1, "fields": fields]
            let context: JSONValue = ["reason": "a slip", "commandId": "c-1"]
            let receipt = try await client.record("Log.Correct", correct, context: context)
            #expect(receipt["position"] == 3)
            #expect(try await client.record("Log.Correct", correct, context: context)["duplicate"] == true)
            let other: JSONValue = [
                "position": 1, "fields": ["title": "X", "cooperative": true], "context": context,
            ]
            #expect(try await client.error(of: "Log.Correct", other)?.shortName == "CommandReused")
            let events = try await client.ask("Log.Read", ["start": 1])["events"]?.array
            #expect(events?.map { $0["voidedBy"] } == [3, nil, nil, nil])
            #expect(events?[2]["data"] == ["position": 1, "replacedBy": 4])
            #expect(events?[3]["type"] == "project.created")
            // The date stays, as none was given.
            #expect(events?[3]["occurredOn"] == "2020-01")
            let shown = try await client.ask("Records.Get", ["record": "project/PR-1"])["record"]
            #expect(shown?["title"] == "Wounds")
            #expect(shown?["cooperative"] == false)
            try await client.record(
                "Log.Void", ["position": 2], context: ["reason": "it was never renamed"])
            let renamed = try await client.ask("Records.Get", ["record": "project/PR-1"])["record"]
            #expect(renamed?["title"] == "Needles")
            let twice = try await client.error(
                of: "Log.Correct", ["position": 1, "fields": fields, "context": CorrectTests.because])
            #expect(twice?["rule"] == "already-voided")
            #expect(
                twice?["message"] == """
                    1 (project.created of project/PR-1) was corrected already, at position 3; what counts in its \
                    place is at position 4.
                    """)
            try await client.record(
                "Log.Correct", ["position": 4, "fields": fields],
                context: ["reason": "the day", "occurredOn": "2020-02-03"])
            let dated = try await client.ask("Records.Get", ["record": "project/PR-1"])["record"]
            #expect(dated?["createdOn"] == "2020-02-03")
        }
    }

    @Test func `later events are held against the correction`() async throws {
        try await VoidTests.runWithInstructor { _, client in
            func correct(_ position: Int64, _ fields: JSONValue, on day: JSONValue? = nil) async throws
                -> VarlinkError?
            {
                var context: JSONObject = ["reason": "a slip"]
                context["occurredOn"] = day
                return try await client.error(
                    of: "Log.Correct",
                    ["position": .integer(position), "fields": fields, "context": .object(context)])
            }
            let engineer = try await correct(6, ["person": "P-1", "role": "engineer"])
            #expect(engineer?["rule"] == "later-events-depend")
            #expect(
                engineer?["message"]
                    == "Later events would be refused after this correction: 7 (instructor.selected of instructor/J-1)."
            )
            let later = try await correct(
                5, ["title": "Needles", "units": ["U-1"], "cooperative": true], on: "2022-04")
            #expect(VoidTests.positions(later) == [6])
            // The correction itself is held against what was before it.
            let nobody = try await correct(6, ["person": "P-9", "role": "clinician"])
            #expect(nobody?["rule"] == "not-found")
            #expect(nobody?["field"] == "person")
            let early = try await correct(6, ["person": "P-1", "role": "clinician"], on: "2021")
            #expect(early?["rule"] == "before-existence")
            let wrong = try await correct(6, ["person": "P-1", "role": "surgeon"])
            #expect(wrong?["parameter"] == "fields.role")
            let missing = try await correct(6, ["person": "P-1"])
            #expect(missing?["parameter"] == "fields.role")
            let unreasoned = try await client.error(
                of: "Log.Correct", ["position": 6, "fields": ["person": "P-1", "role": "clinician"]])
            #expect(unreasoned?["rule"] == "reason-required")
            // A member who keeps the role and joined earlier is no trouble to anybody.
            try await client.record(
                "Log.Correct", ["position": 6, "fields": ["person": "P-1", "role": "clinician"]],
                context: ["reason": "a slip", "occurredOn": "2022-03-01"])
            #expect(try await client.head() == 11)
        }
    }

    @Test func `a correction may refer to what was recorded later`() async throws {
        try await VoidTests.runWithInstructor { _, client in
            try await client.record("Person.Register", ["id": "P-3", "name": "Zhao Lei"])
            try await client.record("Log.Void", ["position": 9], context: VoidTests.because)
            try await client.record("Log.Void", ["position": 7], context: VoidTests.because)
            try await client.record(
                "Log.Correct", ["position": 6, "fields": ["person": "P-3", "role": "clinician"]],
                context: CorrectTests.because)
            let team = try await client.ask("Records.List", ["view": "project-member"])["rows"]?.array
            #expect(team?.map { $0["person"] } == ["P-3"])
            // Who is referred to by a correction is needed from then on.
            let error = try await client.error(
                of: "Log.Void", ["position": 10, "context": VoidTests.because])
            #expect(VoidTests.positions(error) == [14])
        }
    }

    @Test func `a name is corrected, and no name is written in plain`() async throws {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await client.record("Person.Register", ["name": "Wu Tap"])
            try await client.record(
                "Log.Correct", ["position": 1, "fields": ["name": "Zyxomma Petiolatum"]],
                context: CorrectTests.because)
            for file in try daemon.filesOfState() {
                #expect(!file.bytes.contains("Zyxomma"), "\(file.name)")
            }
            await daemon.kill()
            try await daemon.start()
            client = try await daemon.client()
            let shown = try await client.ask("Records.Get", ["record": "person/P-0001"])["record"]
            #expect(shown?["name"] == "Zyxomma Petiolatum")
        }
    }

    @Test func `a person voids and corrects from the command line`() async throws {
        try await ClientProgramTests.runWithRecords { daemon in
            let correction = [
                "correct", "2", "--set", "stage=type_tested", "--reason", "it was the type test",
            ]
            let tried = try await daemon.suture(correction + ["--dry-run"])
            #expect(tried.outputLines == ["device/D-1 version 3 would be recorded"], "\(tried.errors)")
            let corrected = try await daemon.suture(correction)
            #expect(corrected.outputLines == ["device/D-1 version 3 at position 4"], "\(corrected.errors)")
            let history = try await daemon.suture("history", "device/D-1")
            #expect(history.output.contains("(voided by 4: it was the type test)\n"))
            #expect(history.output.contains("    stage: prototype → type_tested\n"))
            let name = try await daemon.suture("correct", "3", "--set", "name=吴韬", "--reason", "a slip")
            #expect(name.exit == .status(0), "\(name.errors)")
            #expect(try await daemon.suture("search", "吴韬").output.contains("person/P-1"))
            let voided = try await daemon.suture("void", "5", "--reason", "never so")
            #expect(voided.outputLines == ["device/D-1 version 5 at position 8"], "\(voided.errors)")
            let wrong = try await daemon.suture("void", "5", "--reason", "never so")
            #expect(wrong.exit == .status(1))
            #expect(wrong.errors.hasPrefix("suture: refused (already-voided) position: 5 "))
            let nothing = try await daemon.suture("correct", "99", "--set", "x=y", "--reason", "x")
            #expect(
                nothing.errors
                    == "suture: refused (not-found) position: The log has no event at position 99.\n")
        }
    }

    /// What an earlier version took stays as it is, whatever way a correction of something else comes in.
    @Test func `a correction is held to what it changes on every way`() async throws {
        try await RunningDaemon.run { daemon in
            try await daemon.client().registerDevices("D-", count: 3)
            #expect(await daemon.terminate() == .status(0))
            for position in 1...3 as ClosedRange<Int64> {
                try daemon.forgeEvent("data = replace(data, 'Needle', 'Needle ')", at: position)
            }
            // They vouch for what was there before.
            try daemon.removeViews()
            try FileManager.default.removeItem(atPath: daemon.stateFile("keys.db"))
            try await daemon.start()
            let client = try await daemon.client()
            let context: JSONValue = ["reason": "a slip of the pen"]
            func proposed(_ name: String, _ position: Int64, _ id: String) -> JSONValue {
                [
                    "command": "device.register", "id": .string(id), "correcting": .integer(position),
                    "fields": ["name": .string(name), "type": "other"],
                ]
            }
            try await client.record(
                "Log.Correct", ["position": 1, "fields": ["name": "Needle ", "type": "other"]],
                context: context)
            for commandID in [nil, "c-2"] as [String?] {
                var outer = context.object ?? [:]
                outer["commandId"] = commandID.map { .string($0) }
                outer["dryRun"] = commandID == nil ? true : nil
                try await client.ask(
                    "Log.RecordAll",
                    ["commands": [proposed("Needle ", 2, "D-1")], "context": .object(outer)])
                let refused = try await client.error(
                    of: "Log.RecordAll",
                    ["commands": [proposed("Needles ", 3, "D-2")], "context": context])
                let refusal = refused?["refusals"]?.array?.first
                #expect(refusal?["rule"] == "invalid-parameter")
                #expect(refusal?["field"] == "fields.name")
                #expect(refusal?["message"]?.string?.contains("white space") == true)
            }
            let checked = try await client.ask(
                "Log.Check",
                [
                    "commands": [
                        ["proposed": proposed("Needle ", 3, "D-2")],
                        ["proposed": proposed("Needles ", 3, "D-2")],
                    ], "context": context,
                ])
            #expect(
                checked["answers"]?.array?.map { $0["outcome"] } == ["new", "refused"])
        }
    }
}
