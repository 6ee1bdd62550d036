import SutureDomain

/// The states of the records used last, within a bound.
///
/// Two generations: what is used moves to the young one, and when that is full the old one is forgotten. So a
/// look-up costs one or two dictionary accesses and nothing is ever sorted.
struct StateCache {
    private var young: [StreamName: StreamState] = [:]
    private var old: [StreamName: StreamState] = [:]
    private let generationCountMax: Int

    init(recordCountMax: Int) { generationCountMax = max(1, recordCountMax / 2) }

    subscript(stream: StreamName) -> StreamState? {
        mutating get {
            if let state = young[stream] { return state }
            guard let state = old[stream] else { return nil }
            self[stream] = state
            return state
        }
        set {
            guard let newValue else {
                young[stream] = nil
                old[stream] = nil
                return
            }
            if young.count >= generationCountMax {
                old = young
                young = [:]
            }
            young[stream] = newValue
        }
    }
}
