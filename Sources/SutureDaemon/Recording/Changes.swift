import SutureDomain
import SutureReadModels

/// What one command, or several, made of the log: merged from overlay to overlay, and after the commit kept
/// until the read models have it (``Tail``).
struct Changes {
    var heads: [StreamName: StreamHead] = [:]
    var receipts: [String: StoredReceipt] = [:]
    /// Which records have changed, by what lookups find them.
    var streamsByKey: [LookupKey: Set<StreamName>] = [:]
    /// Persons who are erased.
    var erasures: Set<StreamName> = []
    /// Which event was voided by which.
    var voids: [Position: Position] = [:]
    /// The position of the last event; as long as there are no changes, of the last one before them.
    var last = Position.zero

    var isEmpty: Bool { heads.isEmpty && receipts.isEmpty }

    /// Takes over what came later.
    mutating func merge(_ newer: Changes) {
        guard !isEmpty else {
            self = newer
            return
        }
        heads.merge(newer.heads) { $1 }
        receipts.merge(newer.receipts) { $1 }
        streamsByKey.merge(newer.streamsByKey) { $0.union($1) }
        erasures.formUnion(newer.erasures)
        voids.merge(newer.voids) { $1 }
        last = newer.last
    }
}
