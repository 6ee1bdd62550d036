import Foundation
import SutureDomain
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

@testable import SutureDaemon

extension AccessTests {
    /// The account without any rights, with a supplementary group that no other has.
    static let nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--groups", "424242"]

    /// Only root can become somebody else. Without, a test is skipped, except where `CI` is set: there it
    /// fails.
    static func requireRoot() throws {
        if getuid() == 0 || ProcessInfo.processInfo.environment["CI"] != nil { return }
        try Test.cancel("only root can try the access of other accounts")
    }

    @Test func `a state directory of another account is not told to be empty`() async throws {
        try AccessTests.requireRoot()
        try await RunningDaemon.run { daemon in
            let run = try await ProgramRun.of(
                ["/usr/bin/env"] + AccessTests.nobody + [
                    BuiltProgram.path("suture-replay"), "verify", daemon.stateDirectory,
                ])
            #expect(run.exit == .status(5))
            #expect(run.errors.contains("this account may not enter its folder"), "\(run.errors)")
        }
    }

    @Test func `without a role only the service's description is answered`() async throws {
        try AccessTests.requireRoot()
        try await RunningDaemon.run { daemon in
            let calls = [
                (["list", "device"], "reader"), (["show", "device/D-1"], "reader"), (["status"], "reader"),
                (["follow", "--from", "1"], "reader"), (["report", "programme"], "reader"),
                (["device", "register", "D-1", "--name", "Needle", "--type", "other"], "recorder"),
                (["reload"], "steward"),
            ]
            for (arguments, role) in calls {
                let run = try await daemon.sutureAsNobody(arguments)
                #expect(run.exit == .status(4), "\(arguments)")
                #expect(run.output == "")
                #expect(
                    run.errors
                        == "suture: not permitted: the account nobody has no role, and this needs \(role); roles are "
                        + "granted under access: in the daemon's configuration\n"
                )
            }
            let info = try await ProgramRun.of(
                ["/usr/bin/env"] + AccessTests.nobody + AccessTests.getInfo(daemon.socketPath))
            let reply = try JSONValue(parsing: String(info.output.dropLast()))
            #expect(reply["parameters"]?["product"] == "sutured", "\(info.errors)")
            #expect(try await daemon.head() == 0)
        }
    }

    @Test(arguments: ["uid:65534", "gid:65534", "gid:424242", "everyone"])
    func `a reader reads and does not record`(grantee: String) async throws {
        try AccessTests.requireRoot()
        try await RunningDaemon.run("access.readers=\(grantee)") { daemon in
            #expect(try await daemon.roleOfNobody() == "reader")
            #expect(try await daemon.sutureAsNobody(["list", "device"]).exit == .status(0))
            let run = try await daemon.sutureAsNobody(AccessTests.register)
            #expect(run.exit == .status(4))
            #expect(try await daemon.head() == 0)
        }
    }

    @Test func `a recorder records under its own name and does not act for others`() async throws {
        try AccessTests.requireRoot()
        try await RunningDaemon.run("access.recorders=uid:65534", "access.delegates=uid:1") { daemon in
            #expect(try await daemon.roleOfNobody() == "recorder")
            let run = try await daemon.sutureAsNobody(AccessTests.register)
            #expect(run.output == "device/D-1 version 1 at position 1\n", "\(run.errors)")
            let acting = try await daemon.sutureAsNobody(
                ["device", "add-note", "D-1", "--text", "bent", "--on-behalf-of", "person/P-1"])
            #expect(acting.exit == .status(4))
            let erasing = try await daemon.sutureAsNobody(
                ["person", "erase", "P-1", "--legal-ground", "any", "--decided-by", "nobody"])
            #expect(erasing.exit == .status(4))
            #expect(try await daemon.sutureAsNobody(["reload"]).exit == .status(4))
            let events = try await daemon.client().ask("Log.Read", ["start": 1])["events"]?.array ?? []
            #expect(
                events.map { $0["metadata"] }
                    == [["actor": ["uid": 65_534, "user": "nobody", "role": "recorder"]]])
        }
    }

    @Test func `a steward has the configuration read again`() async throws {
        try AccessTests.requireRoot()
        try await RunningDaemon.run("access.stewards=uid:65534") { daemon in
            let run = try await daemon.sutureAsNobody(["reload"])
            #expect(run.output == "reloaded\n", "\(run.errors)")
        }
    }

    @Test func `an event of another's is voided by a steward only`() async throws {
        try AccessTests.requireRoot()
        try await RunningDaemon.run("access.recorders=uid:65534") { daemon in
            let client = try await daemon.client()
            _ = try await daemon.sutureAsNobody(AccessTests.register)
            try await client.record("Device.AddNote", ["id": "D-1", "text": "bent"])
            _ = try await daemon.sutureAsNobody(["device", "add-note", "D-1", "--text", "straight"])
            let others = try await daemon.sutureAsNobody(["void", "2", "--reason", "a slip"])
            #expect(others.exit == .status(4))
            let corrected = try await daemon.sutureAsNobody(
                ["correct", "2", "--set", "text=x", "--reason", "a slip"])
            #expect(corrected.exit == .status(4))
            let batch: JSONValue = [
                "commands": [["command": "device.void", "id": "D-1", "fields": ["position": 3]]],
                "context": ["reason": "a slip"],
            ]
            #expect(try await client.ask("Log.RecordAll", batch)["receipts"]?.array?.count == 1)
            let own = try await daemon.sutureAsNobody(["void", "1", "--reason", "a slip"])
            #expect(own.errors.contains("later-events-depend"), "\(own.errors)")
            try await client.record("Log.Void", ["position": 2], context: ["reason": "a slip"])
            let alone = try await daemon.sutureAsNobody(["void", "1", "--reason", "a slip"])
            #expect(alone.output == "device/D-1 version 6 at position 6\n", "\(alone.errors)")
            _ = try await daemon.sutureAsNobody(AccessTests.register)
            #expect(try await daemon.sutureAsNobody(["device", "lock", "D-1"]).exit == .status(0))
            let unlock = ["device", "unlock", "D-1", "--reason", "a slip"]
            #expect(try await daemon.sutureAsNobody(unlock).exit == .status(4))
        }
    }

    static let register = ["device", "register", "D-1", "--name", "Needle", "--type", "suture_needle"]

    /// Asks on a plain socket, with what every Debian has.
    private static func getInfo(_ socketPath: String) -> [String] {
        let program = """
            my $socket = IO::Socket::UNIX->new($ARGV[0]) or die $!;
            $socket->send(qq({"method":"org.varlink.service.GetInfo"}\\0)) or die $!;
            local $/ = "\\0";
            print scalar <$socket>;
            """
        return ["perl", "-MIO::Socket::UNIX", "-e", program, socketPath]
    }
}

extension RunningDaemon {
    func sutureAsNobody(_ arguments: [String]) async throws -> ProgramRun {
        // The build may lie where only root gets to.
        let copy = "\(directory)/suture"
        if !FileManager.default.fileExists(atPath: copy) {
            // By another process: a file that this one has open for writing, if only in a child just forked,
            // cannot be run.
            _ = try await ProgramRun.of(
                ["/usr/bin/env", "cp", BuiltProgram.path("suture"), copy], environment: [:])
        }
        return try await ProgramRun.of(
            ["/usr/bin/env"] + AccessTests.nobody + [copy] + arguments,
            environment: ["SUTURE_SOCKET": socketPath])
    }

    fileprivate func head() async throws -> Int64 { try await client().head() }

    fileprivate func roleOfNobody() async throws -> String? {
        let run = try await sutureAsNobody(["status", "--json"])
        return try JSONValue(parsing: run.output)["role"]?.string
    }
}
