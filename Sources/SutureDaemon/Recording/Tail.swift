import SutureDomain
import SutureReadModels

/// What the recorder knows of committed events that the read models may not have yet.
///
/// Two generations: news go to the young one, and when the read models have all of the old one it is dropped
/// and the young one takes its place. So nothing is ever searched for what may go. It is bounded because the
/// recorder waits when the projector is too far behind (``ProjectionQueue``).
struct Tail {
    private var young = Changes()
    private var old = Changes()

    func head(of stream: StreamName) -> StreamHead? { young.heads[stream] ?? old.heads[stream] }

    func receipt(of commandID: String) -> StoredReceipt? {
        young.receipts[commandID] ?? old.receipts[commandID]
    }

    /// The streams that a lookup with that key may find.
    func streams(for key: LookupKey) -> [StreamName] {
        Array((young.streamsByKey[key] ?? []).union(old.streamsByKey[key] ?? []))
    }

    func isErased(_ person: StreamName) -> Bool {
        young.erasures.contains(person) || old.erasures.contains(person)
    }

    func void(of position: Position) -> Position? { young.voids[position] ?? old.voids[position] }

    /// Takes over what a committed batch made of the log.
    mutating func add(_ changes: Changes) { young.merge(changes) }

    /// Forgets what the read models have, which have come as far as the position.
    mutating func forget(through projected: Position) {
        guard old.last <= projected else { return }
        old = young
        young = Changes()
    }
}
