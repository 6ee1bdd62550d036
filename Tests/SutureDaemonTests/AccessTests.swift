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

    func role(
        in policy: AccessPolicy, uid: UInt32 = 1000, gid: UInt32 = 1000, groups: [UInt32] = []
    ) -> Role {
        policy.role(of: peer(uid: uid, gid: gid, groups: groups), ownUID: AccessTests.ownUID)
    }

    func peer(
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
