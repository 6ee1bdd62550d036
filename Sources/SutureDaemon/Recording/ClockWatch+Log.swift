import SutureDomain
import SutureLog

extension ClockWatch {
    /// Looks at the clock beside the log, whose records say which clock a steward accepted last.
    func look(at log: any EventLog, _ store: RecordStore) {
        let head = log.head
        look(last: head.recordedAt, isEmpty: head.position == .zero) {
            guard let stream = Installation.ID(log.identity.id)?.stream else { return nil }
            let history = try? store.history(of: stream)
            return history?.compactMap { ($0.event as? Installation.ClockAccepted).map(Acceptance.init) }.last
        }
    }

    /// What a batch that was committed says of the clock.
    func accept(from batch: Overlay, of log: any EventLog) {
        guard let stream = Installation.ID(log.identity.id)?.stream, batch.states[stream] != nil else {
            return
        }
        for accepted in batch.payloads.compactMap({ $0.event as? Installation.ClockAccepted }) {
            accept(Acceptance(accepted))
        }
    }
}

extension ClockWatch.Acceptance {
    init(_ event: Installation.ClockAccepted) { self.init(clock: event.clock, log: event.log) }
}
