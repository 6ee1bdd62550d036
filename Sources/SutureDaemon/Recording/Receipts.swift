import SutureDomain
import SutureInterface

/// What clients are told of a batch that was committed.
struct Receipts {
    private let recorded: [RecordedEvent]
    /// All events of a batch are recorded at one moment, so it is put into words once.
    private let recordedAt: String
    private let store: RecordStore

    /// - Parameters:
    ///   - recorded: the batch's events.
    ///   - now: when it was decided.
    init(of recorded: [RecordedEvent], now: Instant, store: RecordStore) {
        self.recorded = recorded
        self.store = store
        recordedAt = (recorded.first?.recordedAt ?? now).description
    }

    /// One receipt for each decision.
    func answer(_ decisions: [Decision]) -> Result<[Receipt], WireError> {
        do {
            return .success(try decisions.map(receipt))
        } catch {
            return .failure(
                WireError(
                    error, in: "read a receipt",
                    hint: "it was recorded; \(Repetition.advice) for its receipt"))
        }
    }

    private func receipt(for decision: Decision) throws -> Receipt {
        switch decision {
        case .recorded(let first): return try receipt(at: first, isDuplicate: false)
        case .duplicate(let first): return try receipt(at: first, isDuplicate: true)
        case .trial(let stream, let version, let isDuplicate):
            return Receipt(trialOf: stream, version, at: recordedAt, isDuplicate: isDuplicate)
        }
    }

    private func receipt(at position: Position, isDuplicate: Bool) throws -> Receipt {
        let isOfThisBatch = recorded.first.map { position >= $0.position } ?? false
        let event =
            try isOfThisBatch
            ? recorded[Int(position.number - recorded[0].position.number)] : store.event(at: position)
        return Receipt(
            of: event, isDuplicate: isDuplicate, recordedAt: isOfThisBatch ? recordedAt : nil,
            voidedBy: isDuplicate ? try store.void(of: event.position) : nil)
    }
}
