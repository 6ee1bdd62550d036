import Synchronization

/// What a service keeps for one connection from call to call: one value, gone when the connection closes.
public final class VarlinkScope: Sendable {
    private struct State {
        var value: (any Sendable)?
        var isOver = false
    }

    private let state = Mutex(State())

    public init() {}

    public var value: (any Sendable)? { state.withLock { $0.value } }

    /// Keeps the value in the place of what was kept before. A connection that has closed keeps nothing.
    public func keep(_ value: (any Sendable)?) {
        // What is let go of may take its time, and does so when nobody waits for the lock.
        let old = state.withLock { state in
            defer { state.value = state.isOver ? nil : value }
            return state.value
        }
        withExtendedLifetime(old) {}
    }

    /// The connection has closed.
    func end() {
        let old = state.withLock { state in
            defer { state = State(isOver: true) }
            return state.value
        }
        withExtendedLifetime(old) {}
    }
}
