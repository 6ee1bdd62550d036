import SutureDomain
import SutureReadModels

/// What the recorder knows of committed events that the read models may not have yet: heads of streams, receipts, what
/// lookups find, what was voided, and who was erased.
///
/// Two generations: news go to the young one, and when the read models have all of the old one it is dropped and the
/// young one takes its place. So nothing is ever searched for what may go. It is bounded because the recorder waits
/// when the projector is too far behind (``ProjectionQueue``).
final class Tail {
    /// What one batch, or several, made of the log.
    struct News {
        var heads: [StreamName: StreamHead] = [:]
        var receipts: [String: StoredReceipt] = [:]
        var streamsByKey: [LookupKey: Set<StreamName>] = [:]
        var erasures: Set<StreamName> = []
        /// Which event was voided by which.
        var voids: [Position: Position] = [:]
        /// The position of the last event that it knows of.
        var last = Position.zero
    }

    private var young = News()
    private var old = News()

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
    func add(_ news: News) {
        young.heads.merge(news.heads) { $1 }
        young.receipts.merge(news.receipts) { $1 }
        young.streamsByKey.merge(news.streamsByKey) { $0.union($1) }
        young.erasures.formUnion(news.erasures)
        young.voids.merge(news.voids) { $1 }
        young.last = news.last
    }

    /// Forgets what the read models have, which have come as far as the position.
    func forget(through projected: Position) {
        guard old.last <= projected else { return }
        old = young
        young = News()
    }
}
