import SutureDomain
import SutureLog
import SutureReadModels

extension EventSource {
    /// A log, as the read models see it.
    init(_ log: LogReader, pageEventCountMax: Int) {
        self.init(logID: log.identity.id, startHash: log.identity.hash) {
            try log.events(after: $0, limit: pageEventCountMax)
        }
    }
}
