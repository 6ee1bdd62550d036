import Foundation
import SutureDomain
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

@testable import SutureDaemon

/// Who may do what: the policy by itself, and the daemon with peers of other accounts.
@Suite(.timeLimit(.minutes(20))) struct AccessTests {
    static let ownUID: UInt32 = 998

    private func role(
        in policy: AccessPolicy, uid: UInt32 = 1000, gid: UInt32 = 1000, groups: [UInt32] = []
    ) -> Role {
        policy.role(of: peer(uid: uid, gid: gid, groups: groups), ownUID: AccessTests.ownUID)
    }

    private func peer(
        uid: UInt32 = 1000, gid: UInt32 = 1000, groups: [UInt32] = []
    ) -> PeerCredentials {
        PeerCredentials(processID: 1, userID: uid, groupID: gid, supplementaryGroupIDs: groups)
    }

    @Test func `root and the daemon's own account are stewards, and others nothing`() {
        let policy = AccessPolicy()
        #expect(role(in: policy, uid: 0, gid: 0) == .steward)
        #expect(role(in: policy, uid: AccessTests.ownUID) == .steward)
        #expect(role(in: policy, uid: 1000, gid: 0, groups: [0]) == .none)
    }

    @Test(arguments: [
        (Grantee.user(1000), Role.reader), (.group(1000), .reader), (.group(20), .reader),
        (.everyone, .reader),
        (.user(1001), .none), (.group(1001), .none), (.user(20), .none),
    ])
    func `a role is granted to an account, its group, any of its groups, or everyone`(
        grantee: Grantee, granted: Role
    ) {
        var policy = AccessPolicy()
        policy.readers = [.user(7), grantee]
        #expect(role(in: policy, groups: [10, 20]) == granted)
    }

    @Test func `the highest role that is granted counts`() {
        var policy = AccessPolicy()
        policy.readers = [.everyone]
        policy.recorders = [.group(20)]
        #expect(role(in: policy) == .reader)
        #expect(role(in: policy, groups: [20]) == .recorder)
        policy.stewards = [.user(1000)]
        #expect(role(in: policy, groups: [20]) == .steward)
    }

    @Test func `acting for others is a right of its own, and no role brings it`() {
        var policy = AccessPolicy()
        policy.stewards = [.user(1000)]
        #expect(!policy.mayActForOthers(peer()))
        #expect(!policy.mayActForOthers(peer(uid: 0, gid: 0)))
        policy.delegates = [.group(20)]
        #expect(policy.mayActForOthers(peer(groups: [20])))
        #expect(role(in: policy, uid: 1001, groups: [20]) == .none)
    }

    @Test(arguments: [
        ("everyone", Grantee.everyone), ("uid:65534", .user(65_534)), ("gid:7", .group(7)),
        ("user:root", .user(0)), ("group:root", .group(0)),
    ])
    func `a grantee is written by name or by number`(text: String, grantee: Grantee) {
        #expect(Grantee(text) == grantee)
    }

    @Test(arguments: [
        "root", "uid:", "uid:-1", "uid:root", "gid:4294967296", "user:", "user:root\0", "role:reader", "",
    ])
    func `nothing else is a grantee`(text: String) {
        #expect(Grantee(text) == nil)
    }
}

// MARK: Accounts that are not there

extension AccessTests {
    static let alice = MissingAccount(name: "alice", isGroup: false, failure: nil)

    @Test func `a name that nobody bears is granted nothing`() {
        #expect(
            Grantee("user:no-such-account")
                == .missing(MissingAccount(name: "no-such-account", isGroup: false, failure: nil)))
        #expect(
            Grantee("group:no-such-group")
                == .missing(MissingAccount(name: "no-such-group", isGroup: true, failure: nil)))
        var policy = AccessPolicy()
        policy.stewards = [.missing(AccessTests.alice)]
        #expect(role(in: policy) == .none)
    }

    @Test func `an account is granted what the file says as soon as the system knows it`() {
        var policy = AccessPolicy()
        policy.readers = [.missing(AccessTests.alice), .user(7)]
        policy.delegates = [.missing(MissingAccount(name: "team", isGroup: true, failure: "no answer"))]
        #expect(
            policy.warnings == [
                "access.readers: there is no account alice; nothing is granted to it until there is",
                "access.delegates: the group team cannot be looked up (no answer) and is granted nothing until it can be",
            ])
        let later = policy.lookedUpAgain { name, isGroup in
            name == "alice" && !isGroup
                ? .user(1000) : .missing(MissingAccount(name: name, isGroup: isGroup, failure: nil))
        }
        #expect(later.readers == [.user(1000), .user(7)])
        #expect(role(in: later) == .reader)
        #expect(
            later.warnings == [
                "access.delegates: there is no group team; nothing is granted to it until there is"
            ])
    }
}

// MARK: One answer a call

extension AccessTests {
    @Test func `the role that was checked is the role that is recorded, whatever is reloaded meanwhile`()
        async
    {
        var granting = AccessPolicy()
        granting.recorders = [.user(1000)]
        let access = Access(granting)
        let peer = PeerCredentials(processID: 1, userID: 1000, groupID: 1000, supplementaryGroupIDs: [])
        let reloading = Task { [granting] in
            while !Task.isCancelled {
                access.replace(with: AccessPolicy())
                access.replace(with: granting)
                await Task.yield()
            }
        }
        var roles: Set<Role> = []
        for _ in 1...200_000 {
            if let actor = try? access.caller(peer).actor(needing: .recorder, onBehalfOf: nil) {
                roles.insert(actor.role)
            }
        }
        reloading.cancel()
        #expect(roles == [.recorder])
    }
}

// MARK: Acting for a person

extension AccessTests {
    @Test func `only a delegate acts for a person, who must exist`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.record("Person.Register", ["id": "P-1", "name": "Wu Tao"])
            let error = try await client.error(
                of: "Person.AddNote",
                ["id": "P-1", "text": "called", "context": ["onBehalfOf": "person/P-1"]])
            #expect(error == .permissionDenied)
            #expect(try await client.head() == 1)
        }
        try await RunningDaemon.run("access.delegates=uid:\(getuid())") { daemon in
            let client = try await daemon.client()
            try await client.record("Person.Register", ["id": "P-1", "name": "Wu Tao"])
            let nobodies = ["person/P-2": "not-found", "P-1": "wrong-kind", "trial/T-1": "wrong-kind"]
            for (nobody, rule) in nobodies {
                let error = try await client.error(
                    of: "Person.AddNote",
                    ["id": "P-1", "text": "called", "context": ["onBehalfOf": .string(nobody)]])
                #expect(error?.shortName == "Refused")
                #expect(error?["rule"] == .string(rule))
                #expect(error?["field"] == "context.onBehalfOf")
            }
            try await client.record(
                "Person.AddNote", ["id": "P-1", "text": "called"], context: ["onBehalfOf": "person/P-1"])
            let events = try await client.ask("Log.Read", ["start": 1])["events"]?.array ?? []
            let own: JSONObject = [
                "uid": .integer(Int64(getuid())), "user": .string(NSUserName()), "role": "steward",
            ]
            var acting = own
            acting["onBehalfOf"] = "person/P-1"
            #expect(events.compactMap { $0["metadata"]?["actor"] } == [.object(own), .object(acting)])
        }
    }
}

// MARK: Peers of other accounts

extension AccessTests {
    /// The account without any rights, with a supplementary group that no other has.
    static let nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--groups", "424242"]

    /// Only root can become somebody else. Without, a test is skipped, except where `CI` is set: there it fails.
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
            // By another process: a file that this one has open for writing, if only in a child just forked, cannot be run.
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
