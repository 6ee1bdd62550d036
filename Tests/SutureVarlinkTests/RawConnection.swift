import Dispatch
import Glibc

/// A client that sends exactly these bytes, on a plain socket. Its calls block, so they run beside the tasks.
final class RawConnection: Sendable {
    private let socket: Int32
    private let queue = DispatchQueue(label: "raw connection")

    struct Failure: Error, CustomStringConvertible {
        let operation: String
        let errno: Int32
        var description: String { "\(operation): \(String(cString: strerror(errno)))" }
    }

    init(_ path: String) throws {
        socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw Failure(operation: "connect", errno: errno) }
        // Only so that a failing test ends.
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    private init(socket: Int32) { self.socket = socket }

    deinit { close(socket) }

    /// The same connection once more, so that one can receive while the other sends.
    func duplicate() -> RawConnection { RawConnection(socket: dup(socket)) }

    private func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body() }) }
        }
    }

    /// Sends messages, each with its NUL byte, in as few writes as the kernel takes.
    func send(_ messages: String...) async throws {
        try await send(bytes: messages.flatMap { Array($0.utf8) + [0] })
    }

    func send(bytes: [UInt8]) async throws {
        try await run { [socket] in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { throw Failure(operation: "send", errno: errno) }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// The next message without its NUL byte; `nil` at the end of the connection.
    func receive() async throws -> String? {
        try await run { [socket] in
            var message: [UInt8] = []
            var byte: UInt8 = 0
            while true {
                let count = recv(socket, &byte, 1, 0)
                if count == 0 || count < 0 && errno == ECONNRESET {
                    guard message.isEmpty else { throw Failure(operation: "recv in a message", errno: 0) }
                    return nil
                }
                guard count == 1 else { throw Failure(operation: "recv", errno: errno) }
                if byte == 0 { return String(decoding: message, as: UTF8.self) }
                message.append(byte)
            }
        }
    }

    func receive(count: Int) async throws -> [String?] {
        var messages: [String?] = []
        for _ in 0..<count { messages.append(try await receive()) }
        return messages
    }

    func shutdownSending() { shutdown(socket, Int32(SHUT_WR)) }
    func disconnect() { shutdown(socket, Int32(SHUT_RDWR)) }
}
