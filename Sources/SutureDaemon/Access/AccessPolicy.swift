package import SutureDomain

/// Who may do what, by the peer's credentials.
package struct AccessPolicy: Hashable, Sendable {
    package var readers: [Grantee] = []
    package var recorders: [Grantee] = []
    package var stewards: [Grantee] = []
    /// Services that may name the person for whom they act.
    package var delegates: [Grantee] = []

    package init() {}

    /// The highest role that is granted. Root and the daemon's own account are stewards, always: both can read and
    /// replace the daemon's files, so refusing them would protect nothing.
    package func role(uid: UInt32, gid: UInt32, groups: [UInt32], ownUID: UInt32) -> Role {
        let isGranted = { (grantees: [Grantee]) in
            grantees.contains { $0.includes(uid: uid, gid: gid, groups: groups) }
        }
        return if uid == 0 || uid == ownUID || isGranted(stewards) {
            .steward
        } else if isGranted(recorders) {
            .recorder
        } else if isGranted(readers) {
            .reader
        } else {
            .none
        }
    }

    package func mayActForOthers(uid: UInt32, gid: UInt32, groups: [UInt32]) -> Bool {
        delegates.contains { $0.includes(uid: uid, gid: gid, groups: groups) }
    }
}
