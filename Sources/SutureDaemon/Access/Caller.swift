import SutureDomain
import SutureInterface
import Varlink

/// Who calls, with what the configuration lets them do. That is looked up once in a call and holds for all of
/// it: what was checked is what is recorded, whatever is reloaded meanwhile.
struct Caller: Sendable {
    let peer: PeerCredentials
    let role: Role
    /// Whether it may name the person for whom it acts.
    let mayActForOthers: Bool

    func require(_ needed: Role) throws(WireError) {
        guard role >= needed else { throw .notPermitted(needs: .role(needed)) }
    }

    /// The actor of a command, as it is stamped into the event's metadata.
    /// - Parameter principal: the person for whom the caller says it acts.
    func actor(needing needed: Role, onBehalfOf principal: String?) throws(WireError) -> EventMetadata.Actor {
        try require(needed)
        guard principal == nil || mayActForOthers else { throw .notPermitted(needs: .actingForOthers) }
        return EventMetadata.Actor(
            uid: Int64(peer.userID), user: Accounts.name(ofUser: peer.userID), role: role,
            onBehalfOf: principal)
    }
}
