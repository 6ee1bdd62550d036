import NIOPosix
import Synchronization

/// Threads for queries, each with a read-only connection of its own while it works: a slow report does not
/// hold up the sockets, and no more queries run at once than there are threads.
final class ReaderPool<Reader: Sendable>: Sendable {
    private let threads: NIOThreadPool
    private let idle: Mutex<[Reader]>

    init(threads: NIOThreadPool, readers: [Reader]) {
        self.threads = threads
        idle = Mutex(readers)
    }

    /// Runs the body on one of the threads.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Reader) throws -> Value) async throws -> Value {
        try await threads.runIfActive { [self] in
            guard let reader = idle.withLock({ $0.popLast() }) else {
                preconditionFailure("there are as many readers as threads")
            }
            defer { idle.withLock { $0.append(reader) } }
            return try body(reader)
        }
    }
}
