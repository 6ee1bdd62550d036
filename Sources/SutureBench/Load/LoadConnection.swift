import Glibc

/// One connection of the load: sends a pipeline of calls in one write, waits for every reply, sends the next.
final class LoadConnection {
    let socket: Int32
    /// How many calls have no reply yet.
    private(set) var awaitedCount = 0
    private var calls: PreparedCalls
    private let frames = ReplyFrames()
    private var output: [UInt8] = []
    private var sentByteCount = 0
    private var sentAt: UInt64 = 0
    /// Receipts that are to come, of the calls that were sent.
    private var owedReceiptCount = 0

    convenience init(path: String, _ calls: PreparedCalls) throws {
        let socket = try UnixAddress.connected(to: path)
        guard fcntl(socket, F_SETFL, O_NONBLOCK) == 0 else { throw BenchFailure(errno: errno, "fcntl") }
        self.init(socket: socket, calls)
    }

    /// - Parameter socket: connected; it is closed with this.
    init(socket: Int32, _ calls: PreparedCalls) {
        self.socket = socket
        self.calls = calls
    }

    deinit { close(socket) }

    /// Puts other calls in the place of those that were to come. Nothing may be awaited.
    func replaceCalls(_ calls: PreparedCalls) { self.calls = calls }

    /// How many calls can still be sent.
    var callCount: Int { calls.count }
    /// Whether the kernel has not yet taken all that is to be sent.
    var isSending: Bool { sentByteCount < output.count }

    /// Sends so many calls together.
    func send(_ count: Int) throws {
        output.removeAll(keepingCapacity: true)
        sentByteCount = 0
        owedReceiptCount += calls.take(count, into: &output)
        awaitedCount = count
        sentAt = KernelTime.now()
        try goOnSending()
    }

    func goOnSending() throws {
        while isSending {
            let count = output.withUnsafeBytes { bytes in
                let rest = UnsafeRawBufferPointer(rebasing: bytes[sentByteCount...])
                return Glibc.send(socket, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else {
                if errno == EAGAIN || errno == EINTR { return }
                throw BenchFailure(errno: errno, "send")
            }
            sentByteCount += count
        }
    }

    /// Takes what has come. Each reply is counted with the time since its call was sent.
    func receive(into result: inout LoadResult) throws {
        let count = try frames.receive(from: socket) { bytes in
            switch Reply(bytes) {
            case .receipt:
                owedReceiptCount -= 1
                result.commandCount += 1
            case .other: break
            case .error(let name):
                owedReceiptCount -= 1
                result.add(error: name)
            }
        }
        guard count <= awaitedCount else { throw BenchFailure("there were more replies than calls") }
        guard count > 0 else { return }
        awaitedCount -= count
        result.add(count, latency: KernelTime.now() - sentAt)
        if awaitedCount == 0 {
            // An error stands for a receipt here, of a query as well: it is counted by name already.
            for _ in 0..<max(0, owedReceiptCount) { result.add(error: "no receipt of a command") }
            owedReceiptCount = 0
        }
    }
}
