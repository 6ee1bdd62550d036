import Foundation
import Logging
import SutureDomain
import SutureReadModels

/// Follows the log: applies what was committed to the read models, in large transactions, and tells how far it came.
final class Projector: Sendable {
    /// The most events of one transaction: large enough to be fast, small enough that a query does not wait for long.
    static let batchEventCountMax = 10_000

    private let views: ViewsDatabase
    private let tail: Tail
    private let progress: Progress
    private let gate: WriteGate
    private let logger: Logger

    init(views: ViewsDatabase, tail: Tail, progress: Progress, gate: WriteGate, logger: Logger) {
        self.views = views
        self.tail = tail
        self.progress = progress
        self.gate = gate
        self.logger = logger
    }

    /// Works until the tail is closed and empty, or something breaks: then nothing more is recorded, since nobody could
    /// read it.
    func run() {
        do {
            while let events = tail.next(countMax: Projector.batchEventCountMax, waiting: 60) {
                guard let last = events.last else { continue }
                try views.apply(events)
                tail.trim(through: last.position)
                progress.advance(to: last.position)
            }
        } catch {
            gate.close(because: "the read models could not follow the log")
            logger.critical(
                "the read models could not follow the log; commands are refused until the daemon is started again",
                metadata: ["failure": "\(error)"])
            tail.close()
            progress.close()
        }
    }
}
