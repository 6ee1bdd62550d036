import Foundation
import SutureDomain
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// The built client against the built daemon: what people and scripts see.
@Suite(.timeLimit(.minutes(20))) struct ClientProgramTests {
    /// A needle that went from prototype to investigational, known from positions 1 and 2; and a person.
    static func runWithRecords(_ settings: String..., body: (RunningDaemon) async throws -> Void) async throws
    {
        try await RunningDaemon.prepare(settings) { daemon in
            try await daemon.start()
            let client = try await daemon.client()
            try await client.record(
                "Device.Register",
                ["id": "D-1", "name": "Needle 3/8", "type": "suture_needle", "stage": "prototype"],
                context: ["occurredOn": "2019"])
            try await client.record(
                "Device.ChangeStage", ["id": "D-1", "stage": "investigational"],
                context: ["occurredOn": "2020-09", "reason": "The type test was passed"])
            try await client.record("Person.Register", ["id": "P-1", "name": "吴涛"])
            try await body(daemon)
        }
    }
}

// MARK: Recording

extension ClientProgramTests {
    @Test func `a person without an id is given one`() async throws {
        try await RunningDaemon.run { daemon in
            for number in 1...2 {
                let run = try await daemon.suture("person", "register", "--name", "Li Na")
                #expect(
                    run.output == "person/P-000\(number) version 1 at position \(number)\n", "\(run.errors)")
            }
            let shown = try await daemon.suture("show", "person/P-0002")
            #expect(shown.outputLines.contains("name      Li Na"), "\(shown.output)")
        }
    }

    @Test func `a dry run decides and records nothing`() async throws {
        try await ClientProgramTests.runWithRecords { daemon in
            let note = ["device", "add-note", "D-1", "--text", "x", "--dry-run"]
            let run = try await daemon.suture(note)
            #expect(run.output == "device/D-1 version 3 would be recorded\n")
            #expect(run.exit == .status(0))
            let receipt = try JSONValue(parsing: try await daemon.suture(note + ["--json"]).output)["receipt"]
            #expect(receipt?["position"] == 0)
            #expect(receipt?["version"] == 3)
            let refused = try await daemon.suture("device", "add-note", "D-9", "--text", "x", "--dry-run")
            #expect(refused.exit == .status(1))
            #expect(try await daemon.client().head() == 3)
        }
    }

    static let lines = """
        {"command":"device.add-note","id":"D-1","fields":{"text":"one"},"context":{"commandId":"line 1"}}
        nonsense

        {"command":"device.add-note","id":"D-9","fields":{"text":"two"}}
        {"command":"device.add-note","id":"D-1","fields":{"text":"three"}}

        """

    @Test func `lines are recorded one by one, and a bad one is reported with its number`() async throws {
        try await ClientProgramTests.runWithRecords { daemon in
            let run = try await daemon.suture("record", "-", input: ClientProgramTests.lines)
            #expect(run.exit == .status(1))
            #expect(
                run.outputLines == [
                    "1: device/D-1 version 3 at position 4",
                    "standard input:2: not JSON: unexpected byte 0x6f at byte 1",
                    "standard input:4: not found: There is no device/D-9.",
                    "5: device/D-1 version 4 at position 5",
                ])
            #expect(run.errors == "2 recorded, 2 not recorded\n")

            let file = try daemon.write(ClientProgramTests.lines, to: "lines")
            let again = try await daemon.suture("record", file, "--json")
            #expect(again.exit == .status(1))
            let results = try again.outputLines.map { try JSONValue(parsing: $0) }
            #expect(results.map { $0["line"] } == [1, 2, 4, 5])
            #expect(results.map { $0["receipt"]?["duplicate"] } == [true, nil, nil, false])
            #expect(again.errors == "1 recorded, 1 recorded before, 2 not recorded\n")
        }
    }
}

// MARK: Without a daemon

extension ClientProgramTests {
    @Test(arguments: ["bash", "zsh", "fish"])
    func `a shell learns to complete every command`(shell: String) async throws {
        try await RunningDaemon.prepare { daemon in
            let run = try await daemon.suture("--generate-completion-script", shell)
            #expect(run.exit == .status(0))
            #expect(run.errors == "")
            for word in ["log-outcome", "known-at", "high_frequency_electric_knife"] {
                // The scripts are too long to be shown.
                let isThere = run.output.contains(word)
                #expect(isThere, "\(word)")
            }
        }
    }

    @Test func `help and version need no daemon`() async throws {
        try await RunningDaemon.prepare { daemon in
            let version = try await daemon.suture("--version")
            #expect(version.output.hasPrefix("suture "))
            #expect(version.exit == .status(0))
            let help = try await daemon.suture("trial", "log-outcome", "--help")
            #expect(help.exit == .status(0))
            #expect(help.output.contains("USAGE: suture trial log-outcome"))
            #expect(help.output.contains("not_evaluable"))
        }
    }
}

extension VarlinkClient {
    func registerNeedle() async throws {
        try await record("Device.Register", ["id": "D-1", "name": "Needle", "type": "suture_needle"])
    }
}
