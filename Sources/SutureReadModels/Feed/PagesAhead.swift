import Dispatch
import Synchronization

/// A bounded hand-over of pages from a thread that makes them to one that uses them.
final class PagesAhead: Sendable {
    /// How many pages are made before the first of them is used up.
    static let pageCountMax = 3

    private struct State {
        var pages: [DecodedPage] = []
        /// The page that is worked on, and those before it. Who made them frees them: memory goes back faster
        /// to the thread that asked for it.
        var lent: DecodedPage?
        var used: [DecodedPage] = []
        /// How the making ended, once it has.
        var end: Result<Void, any Error>?
        var isStopped = false
    }

    private let state = Mutex(State())
    private let room = DispatchSemaphore(value: 0)
    private let news = DispatchSemaphore(value: 0)

    /// Runs the body on a thread of its own. What it throws, ``next()`` throws behind the last page.
    /// - Parameter make: gets a function that hands a page over, which is false when no more is wanted.
    func produce(_ make: @escaping @Sendable (_ hand: (DecodedPage) -> Bool) throws -> Void) {
        for _ in 0..<PagesAhead.pageCountMax { room.signal() }
        DispatchQueue(label: "pages of the log").async { [self] in
            let end = Result { try make(hand) }
            state.withLock { $0.end = end }
            news.signal()
        }
    }

    /// The next page; `nil` after the last. Waits until it is there.
    func next() throws -> DecodedPage? {
        news.wait()
        let (page, end) = state.withLock { state in
            if let lent = state.lent { state.used.append(lent) }
            state.lent = state.pages.isEmpty ? nil : state.pages.removeFirst()
            return (state.lent, state.end)
        }
        if let page {
            room.signal()
            return page
        }
        try end?.get()
        return nil
    }

    /// No more is wanted. Whoever makes pages stops after the one that it is at.
    func stop() {
        state.withLock { $0.isStopped = true }
        room.signal()
    }

    private func hand(_ page: DecodedPage) -> Bool {
        room.wait()
        let (used, isWanted) = state.withLock { state in
            if !state.isStopped { state.pages.append(page) }
            defer { state.used = [] }
            return (state.used, !state.isStopped)
        }
        if isWanted { news.signal() }
        withExtendedLifetime(used) {}
        return isWanted
    }
}
