import Logging
import SutureDomain
import SutureReadModels

/// Applies what was committed to the read models, in large transactions, and tells how far it came.
struct Projector: Sendable {
    /// The most events of one transaction: enough to be fast, and so few that a query does not wait for long.
    static let batchEventCountMax = 10_000

    /// How long events may gather before they are projected. Whoever asks for the read models cuts it short.
    private static let rest = Duration.milliseconds(50)

    /// How long to wait for what may pass before the next attempt.
    private static let obstaclePause = Duration.milliseconds(500)

    let readModels: ReadModels
    /// The log, for streams that a void has projected anew.
    let source: EventSource
    let unprojected: ProjectionQueue
    let progress: Progress
    let gate: WriteGate
    let logger: Logger

    /// Works until the queue is closed and empty, or something breaks: then nothing more is recorded.
    func run() {
        do {
            guard let views = try views() else { return }
            while let events = unprojected.next(
                countMax: Projector.batchEventCountMax, waiting: .seconds(60), rest: Projector.rest)
            {
                guard let last = events.last else { continue }
                guard try apply(events, to: views) else { return }
                unprojected.removeFirst(events.count)
                progress.advance(to: last.position)
            }
        } catch {
            if let failure = error as? ViewFailure { readModels.note(failure) }
            gate.close(because: ReadModels.cannotFollow(error))
            unprojected.close()
            progress.close(because: error)
        }
    }

    /// The read models; made now if there was no room at the start. An attempt takes the disk's last room for
    /// as long as it lasts, so it rests as long.
    /// - Returns: `nil` if the daemon stops before.
    private func views() throws -> ViewsDatabase? {
        var pause = Projector.obstaclePause
        while readModels.made == nil {
            guard unprojected.pause(pause) else { return nil }
            let started = ContinuousClock.now
            guard try readModels.make(isFirst: false, while: { [unprojected] in !unprojected.isOver }) else {
                pause = max(Projector.obstaclePause, ContinuousClock.now - started)
                continue
            }
            if let made = readModels.made {
                progress.advance(to: try made.views.checkpoint()?.position ?? .zero)
                if let failure = made.failure { progress.close(because: failure) }
            }
            logger.notice("the read models follow the log again")
        }
        return readModels.made?.views
    }

    /// A full disk is waited out, as the log does, and so is whatever else may pass: it goes on by itself.
    /// - Returns: False if the daemon stops before; the next start catches up.
    private func apply(_ events: [DecodedEvent], to views: ViewsDatabase) throws -> Bool {
        var waits = false
        while true {
            do {
                try views.apply(events, from: source)
                if waits { logger.notice("the read models follow the log again") }
                progress.obstacle = nil
                return true
            } catch let failure as ViewFailure where failure.mayPass {
                let obstacle = ReadModels.wait(for: failure)
                if obstacle != progress.obstacle {
                    logger.error("\(obstacle)", metadata: ["failure": "\(failure)"])
                }
                waits = true
                progress.obstacle = obstacle
                guard unprojected.pause(Projector.obstaclePause) else { return false }
            }
        }
    }
}
