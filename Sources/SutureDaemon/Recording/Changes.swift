import SutureDomain
import SutureReadModels

/// What one command, or several, made of the log: merged from overlay to overlay, and after the commit kept until the read models
/// have it (``Tail``).
struct Changes {
    private(set) var heads: [StreamName: StreamHead] = [:]
    private(set) var receipts: [String: StoredReceipt] = [:]
    /// Which records have changed, by what lookups find them.
    private(set) var streamsByKey: [LookupKey: Set<StreamName>] = [:]
    /// Persons who are erased.
    private(set) var erasures: Set<StreamName> = []
    /// Which event was voided by which.
    private(set) var voids: [Position: Position] = [:]
    /// The position of the last event.
    private(set) var last: Position

    /// None yet.
    /// - Parameter last: the position of the last event before them.
    init(behind last: Position = .zero) { self.last = last }

    var isEmpty: Bool { heads.isEmpty && receipts.isEmpty }

    /// The stream goes on with an event at the position, or became another one's with it.
    mutating func note(_ head: StreamHead, of stream: StreamName) {
        heads[stream] = head
        last = max(last, head.position)
    }

    mutating func note(_ receipt: StoredReceipt, of commandID: String) { receipts[commandID] = receipt }

    mutating func note(_ key: LookupKey, of stream: StreamName) {
        streamsByKey[key, default: []].insert(stream)
    }

    mutating func noteErasure(of person: StreamName) { erasures.insert(person) }

    mutating func note(void: Position, of position: Position) { voids[position] = void }

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
