import Foundation
import SutureDomain
import SutureVarlink
import Synchronization

/// Who calls, by the kernel's word, and what the configuration lets them do.
final class Access: Sendable {
    private let policy: Mutex<AccessPolicy>
    private let ownUID = getuid()

    init(_ policy: AccessPolicy) { self.policy = Mutex(policy) }

    func replace(with policy: AccessPolicy) {
        self.policy.withLock { $0 = policy }
        Accounts.forgetNames()
    }

    /// What the configuration grants and nobody has at present.
    var warnings: [String] { policy.withLock(\.warnings) }

    /// Asks the system once more for the accounts that it did not know.
    /// - Returns: the warnings that hold no longer.
    func lookUpMissing() -> [String] {
        let old = policy.withLock { $0 }
        guard !old.warnings.isEmpty else { return [] }
        // Outside the lock: a directory service may take its time.
        let new = old.lookedUpAgain()
        policy.withLock { if $0 == old { $0 = new } }
        return old.warnings.filter { !new.warnings.contains($0) }
    }

    func role(of peer: PeerCredentials) -> Role {
        policy.withLock {
            $0.role(
                uid: peer.userID, gid: peer.groupID, groups: peer.supplementaryGroupIDs, ownUID: ownUID)
        }
    }

    func require(_ role: Role, of peer: PeerCredentials) throws {
        guard self.role(of: peer) >= role else { throw VarlinkError.permissionDenied }
    }

    /// The actor of a command, as it is stamped into the event's metadata.
    /// - Parameter principal: the person for whom the caller says it acts.
    func actor(_ peer: PeerCredentials, needing role: Role, onBehalfOf principal: String?) throws
        -> EventMetadata.Actor
    {
        try require(role, of: peer)
        if principal != nil {
            let mayActForOthers = policy.withLock {
                $0.mayActForOthers(
                    uid: peer.userID, gid: peer.groupID, groups: peer.supplementaryGroupIDs)
            }
            guard mayActForOthers else { throw VarlinkError.permissionDenied }
        }
        return EventMetadata.Actor(
            uid: Int64(peer.userID), user: Accounts.name(ofUser: peer.userID), role: self.role(of: peer),
            onBehalfOf: principal)
    }
}
