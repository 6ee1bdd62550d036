import SutureDomain
import SutureInterface
import Varlink

/// Read what was written: a query sees everything acknowledged to anyone before it arrived.
struct Consistency: Sendable {
    private static let retryAfterMilliseconds: Int64 = 1_000

    let committed: Progress
    let projected: Progress
    /// Whether there are read models at all: a full disk may have had no room for them yet.
    let areMade: @Sendable () -> Bool
    /// What they wait for as long as there are none.
    let unmadeBecause: @Sendable () -> String
    /// Tells the projector that somebody waits.
    let hurry: @Sendable () -> Void
    /// How long a query waits for the read models, as long as they follow the log.
    var patience = Duration.seconds(5)
    /// The same of what can be answered without them.
    var shortPatience = Duration.milliseconds(500)

    /// Waits for the read models to come as far as the log has now, where they only add to what is read from the log: if
    /// they cannot, the log is read without them.
    func waitIfPossible() async {
        let position = committed.position
        guard areMade(), projected.position < position else { return }
        hurry()
        _ = await projected.reaches(position, within: shortPatience)
    }

    /// What only reads the log sees everything that is committed.
    func require(atLeast: Int64?) throws {
        guard Position(atLeast ?? 0) <= committed.position else {
            throw VarlinkError.invalidParameter("atLeast")
        }
    }

    /// Waits until the read models have come as far as the log has now, or as far as the client asks.
    func wait(atLeast: Int64?, interface: String) async throws {
        try require(atLeast: atLeast)
        guard areMade() else {
            if let failure = projected.failure { throw failure }
            throw Consistency.busy(
                interface, "There are no read models yet: \(unmadeBecause()).")
        }
        let position = atLeast.map(Position.init) ?? committed.position
        if projected.position < position { hurry() }
        guard await projected.reaches(position, within: patience) else {
            if let failure = projected.failure { throw failure }
            throw Consistency.busy(
                interface,
                "The read models have not come to position \(position) yet"
                    + (projected.obstacle.map { ": \($0)." } ?? "."))
        }
    }

    private static func busy(_ interface: String, _ message: String) -> VarlinkError {
        WireError.busy(message, retryAfterMilliseconds: retryAfterMilliseconds).answer(of: interface)
    }
}
