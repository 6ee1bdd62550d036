import SutureDomain
import Varlink

/// Who may do what, by the peer's credentials.
struct AccessPolicy: Hashable, Sendable {
    var readers: [Grantee] = []
    var recorders: [Grantee] = []
    var stewards: [Grantee] = []
    /// Services that may name the person for whom they act.
    var delegates: [Grantee] = []

    private typealias List = WritableKeyPath<AccessPolicy, [Grantee]> & Sendable

    /// Each list with its key in the configuration.
    private static let lists: [(key: String, path: any List)] = [
        ("access.readers", \.readers), ("access.recorders", \.recorders), ("access.stewards", \.stewards),
        ("access.delegates", \.delegates),
    ]

    /// What is granted to nobody at present, in words.
    var warnings: [String] {
        AccessPolicy.lists.flatMap { key, path in
            self[keyPath: path].compactMap { grantee in
                if case .missing(let account) = grantee { "\(key): \(account.statement)" } else { nil }
            }
        }
    }

    /// The same lists with those whom the system has come to know.
    /// - Parameter lookUp: asks the system for a name.
    func lookedUpAgain(_ lookUp: (_ name: String, _ isGroup: Bool) -> Grantee = Grantee.lookUp)
        -> AccessPolicy
    {
        var policy = self
        for (_, path) in AccessPolicy.lists {
            policy[keyPath: path] = self[keyPath: path].map { grantee in
                guard case .missing(let account) = grantee else { return grantee }
                return lookUp(account.name, account.isGroup)
            }
        }
        return policy
    }

    /// The highest role that is granted. Root and the daemon's own account are stewards, always: both can
    /// read and replace the daemon's files, so refusing them would protect nothing.
    func role(of peer: PeerCredentials, ownUID: UInt32) -> Role {
        let isGranted = { (grantees: [Grantee]) in grantees.contains { $0.includes(peer) } }
        if peer.userID == 0 || peer.userID == ownUID || isGranted(stewards) { return .steward }
        return isGranted(recorders) ? .recorder : isGranted(readers) ? .reader : .none
    }

    func mayActForOthers(_ peer: PeerCredentials) -> Bool { delegates.contains { $0.includes(peer) } }
}
