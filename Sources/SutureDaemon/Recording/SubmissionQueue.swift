import Glibc
import SutureInterface
import Synchronization

/// What waits to be decided, bounded: while the queue is full, no socket is read.
final class SubmissionQueue: @unchecked Sendable {
    // Unchecked: every property below is touched with `monitor` locked only.
    private let monitor = Monitor()
    private var waiting: [Submission] = []
    private var waitingCommandCount = 0
    private var isClosed = false
    private var refusedSomeone = false
    private let commandCountMax: Int
    /// Whether something may wait: a look from outside of the lock.
    private let hasNews = Atomic(false)
    private var hasRoomAgain: @Sendable () -> Void = {}

    init(commandCountMax: Int) { self.commandCountMax = commandCountMax }

    /// What to call when a submission was turned away and there is room again.
    func whenRoom(_ action: @escaping @Sendable () -> Void) { monitor.withLock { hasRoomAgain = action } }

    /// - Returns: False if the queue is full and did not take it. A closed queue takes nothing and answers.
    func offer(_ submission: Submission) -> Bool {
        let isTaken: Bool? = monitor.withLock {
            if isClosed { return nil }
            // The last one may be a batch that goes beyond the bound: if it had to wait until all of it fits,
            // single commands would overtake it for as long as they come.
            guard waitingCommandCount < commandCountMax else {
                refusedSomeone = true
                return false
            }
            waiting.append(submission)
            if waiting.count == 1 { hasNews.store(true, ordering: .releasing) }
            waitingCommandCount += submission.commandCount
            if waiting.count == 1 { monitor.signal() }
            return true
        }
        if isTaken == nil { submission.reply(.failure(.readOnly(reason: "the daemon is stopping"))) }
        return isTaken ?? true
    }

    var commandCount: Int { monitor.withLock { waitingCommandCount } }

    /// All that waits, up to a number of commands (a larger batch comes alone); waits for something to come.
    /// - Returns: Nothing if the time passed, `nil` if the queue was closed and is empty.
    func take(commandCountMax: Int, waiting time: Duration) -> [Submission]? {
        lookOut()
        let (taken, notify) = monitor.withLock { () -> ([Submission]?, Bool) in
            if waiting.isEmpty && !isClosed { _ = monitor.wait(until: .now + time) }
            if waiting.isEmpty { return (isClosed ? nil : [], false) }
            var commandCount = 0
            var count = 0
            while count < waiting.count {
                let next = waiting[count].commandCount
                if count > 0 && commandCount + next > commandCountMax { break }
                commandCount += next
                count += 1
            }
            let batch = Array(waiting.prefix(count))
            waiting.removeFirst(count)
            waitingCommandCount -= commandCount
            hasNews.store(!waiting.isEmpty, ordering: .relaxed)
            defer { refusedSomeone = false }
            return (batch, refusedSomeone)
        }
        if notify { monitor.withLock { hasRoomAgain }() }
        return taken
    }

    /// How long to look out for more before going to sleep: to be woken takes a thread as long.
    private static let lookOutMicroseconds = 50

    /// Who has just answered a client is often asked again at once.
    private func lookOut() {
        let end = ContinuousClock.now + .microseconds(SubmissionQueue.lookOutMicroseconds)
        while !hasNews.load(ordering: .acquiring), ContinuousClock.now < end { sched_yield() }
    }

    /// What is in it will still be taken; the recorder then ends.
    func close() {
        monitor.withLock {
            isClosed = true
            monitor.broadcast()
        }
    }
}
