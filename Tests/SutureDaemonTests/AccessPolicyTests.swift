import SutureDaemon
import SutureDomain
import Testing

/// Who has which role, by the kernel's word about them.
@Suite struct AccessPolicyTests {
    static let policy: AccessPolicy = {
        var policy = AccessPolicy()
        policy.readers = [.group(50)]
        policy.recorders = [.user(1_000), .group(60)]
        policy.stewards = [.user(1_001)]
        policy.delegates = [.user(1_000), .group(70)]
        return policy
    }()

    @Test(
        arguments: [
            (0, 0, [], .steward), (900, 900, [], .steward), (1_001, 1, [], .steward),
            (1_000, 1, [], .recorder),
            (1_002, 60, [], .recorder), (1_002, 1, [5, 60], .recorder), (1_002, 50, [], .reader),
            (1_002, 1, [50], .reader), (1_002, 1, [50, 60], .recorder), (1_001, 50, [60], .steward),
            (1_002, 1, [], .none), (50, 1, [], .none), (1_002, 1_000, [1_001], .none),
        ] as [(UInt32, UInt32, [UInt32], Role)])
    func `the highest role that is granted counts`(uid: UInt32, gid: UInt32, groups: [UInt32], role: Role) {
        #expect(AccessPolicyTests.policy.role(uid: uid, gid: gid, groups: groups, ownUID: 900) == role)
    }

    @Test func `without configuration root and the daemon's own account alone have a role`() {
        let policy = AccessPolicy()
        #expect(policy.role(uid: 0, gid: 0, groups: [], ownUID: 900) == .steward)
        #expect(policy.role(uid: 900, gid: 1, groups: [], ownUID: 900) == .steward)
        #expect(policy.role(uid: 901, gid: 900, groups: [0, 900], ownUID: 900) == .none)
    }

    @Test func `everyone means everyone`() {
        var policy = AccessPolicy()
        policy.readers = [.everyone]
        #expect(policy.role(uid: 12_345, gid: 1, groups: [], ownUID: 900) == .reader)
    }

    @Test func `acting for others is granted apart from the roles, to root as well`() {
        let policy = AccessPolicyTests.policy
        #expect(policy.mayActForOthers(uid: 1_000, gid: 1, groups: []))
        #expect(policy.mayActForOthers(uid: 1_005, gid: 1, groups: [70]))
        #expect(!policy.mayActForOthers(uid: 1_001, gid: 1, groups: []))
        #expect(!policy.mayActForOthers(uid: 0, gid: 0, groups: []))
    }
}
