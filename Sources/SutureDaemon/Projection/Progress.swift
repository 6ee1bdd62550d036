import SutureDomain
import Synchronization

/// How far something has come in the log, and who waits for it to come further.
final class Progress: Sendable {
    private struct Waiter {
        let id: Int
        let position: Position
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var position: Position
        var waiters: [Waiter] = []
        var nextID = 0
        var isClosed = false
        var failure: (any Error)?
        var obstacle: String?
    }

    private let state: Mutex<State>

    init(at position: Position) { state = Mutex(State(position: position)) }

    var position: Position { state.withLock { $0.position } }

    func advance(to position: Position) {
        let reached = state.withLock { state -> [Waiter] in
            state.position = max(state.position, position)
            let reached = state.waiters.filter { $0.position <= position }
            if !reached.isEmpty { state.waiters.removeAll { $0.position <= position } }
            return reached
        }
        for waiter in reached { waiter.continuation.resume(returning: true) }
    }

    /// Why it will not come further; `nil` unless something broke.
    var failure: (any Error)? { state.withLock { $0.failure } }

    /// What it waits for at present, to be told to those who wait for it; `nil` if nothing is in its way.
    var obstacle: String? {
        get { state.withLock { $0.obstacle } }
        set { state.withLock { $0.obstacle = newValue } }
    }

    /// Wakes everyone: it will not come further.
    func close(because failure: (any Error)? = nil) {
        let waiters = state.withLock { state -> [Waiter] in
            state.isClosed = true
            state.failure = failure
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.continuation.resume(returning: false) }
    }

    /// It goes on after all.
    func reopen() {
        state.withLock { state in
            state.isClosed = false
            state.failure = nil
        }
    }

    /// Waits until the position is reached.
    /// - Returns: False if the time passed or the task was cancelled before.
    func reaches(_ position: Position, within time: Duration) async -> Bool {
        if self.position >= position { return true }
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let alarm = Mutex<Task<Void, any Error>?>(nil)
        defer { alarm.withLock { $0?.cancel() } }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer = state.withLock { state -> Bool? in
                    if state.position >= position { return true }
                    if state.isClosed || Task.isCancelled { return false }
                    state.waiters.append(Waiter(id: id, position: position, continuation: continuation))
                    return nil
                }
                if let answer { return continuation.resume(returning: answer) }
                // Set only now: an alarm that goes off before anyone waits would wake nobody.
                alarm.withLock {
                    $0 = Task {
                        try await Task.sleep(for: time)
                        giveUp(id)
                    }
                }
            }
        } onCancel: {
            giveUp(id)
        }
    }

    private func giveUp(_ id: Int) {
        let waiter = state.withLock { state -> Waiter? in
            guard let index = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
            return state.waiters.remove(at: index)
        }
        waiter?.continuation.resume(returning: false)
    }
}
