import Foundation
import SutureDomain
import SutureInterface
import Synchronization
import Varlink

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

    /// To be asked once a call: a reload may change the answer.
    func caller(_ peer: PeerCredentials) -> Caller {
        policy.withLock { policy in
            Caller(
                peer: peer, role: policy.role(of: peer, ownUID: ownUID),
                mayActForOthers: policy.mayActForOthers(peer))
        }
    }
}
