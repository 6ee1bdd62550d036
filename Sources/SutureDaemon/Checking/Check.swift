import SutureDomain
import Synchronization

/// A check that is under way, piece by piece: what it holds is gone with it.
final class Check: @unchecked Sendable {
    // Unchecked: `held` is touched only by who has set `isAtWork`, or with the state locked while nobody has.

    private struct State {
        var isAtWork = false
        var isOver = false
        var lastUsed = ContinuousClock.now
    }

    private let state = Mutex(State())
    private let open: () throws -> CheckedLog
    private var held: CheckedLog?

    /// It is over, or was never begun.
    struct Lost: Error {}

    /// - Parameter open: begins to hold something, with the first piece.
    init(open: @escaping @Sendable () throws -> CheckedLog) { self.open = open }

    /// Works on what is held. One piece comes after the other; after a failure the check is over.
    func work<Result>(_ body: (CheckedLog) throws -> Result) throws -> Result {
        try state.withLock { state in
            guard !state.isOver, !state.isAtWork else { throw Lost() }
            state.isAtWork = true
        }
        var isSound = false
        defer {
            state.withLock { state in
                state.isAtWork = false
                state.lastUsed = .now
                state.isOver = state.isOver || !isSound
                if state.isOver { held = nil }
            }
        }
        let log = try held ?? open()
        held = log
        let result = try body(log)
        isSound = true
        return result
    }

    /// It holds nothing any more, at the latest when the piece is done that is being looked at.
    func end() {
        state.withLock { state in
            state.isOver = true
            if !state.isAtWork { held = nil }
        }
    }

    var isOver: Bool { state.withLock { $0.isOver } }

    /// Ends it if nobody has gone on with it for so long.
    /// - Returns: whether it is over.
    func end(ifIdleFor time: Duration) -> Bool {
        state.withLock { state in
            if !state.isAtWork, ContinuousClock.now - state.lastUsed > time {
                state.isOver = true
                held = nil
            }
            return state.isOver
        }
    }
}
