import Foundation
import Glibc
import Synchronization

/// A client that sends exactly these bytes, on a plain socket.
///
/// Its calls block, so each has a thread of its own: the pool that runs the tasks has few, which the server
/// needs.
package final class RawConnection: Sendable {
    package struct Failure: Error, CustomStringConvertible {
        package let operation: String
        package let errno: Int32
        package var description: String { "\(operation): \(String(cString: strerror(errno)))" }

        package init(operation: String, errno: Int32) {
            self.operation = operation
            self.errno = errno
        }
    }

    private let socket: Int32
    /// What was received and not yet handed out.
    private let received = Mutex<ArraySlice<UInt8>>([])

    package init(_ path: String) throws {
        socket = try UnixSocket.open(path, connect)
        // Only so that a failing test ends.
        var patience = timeval(tv_sec: 120, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    private init(socket: Int32) { self.socket = socket }

    deinit { close(socket) }

    /// The same connection once more, so that one can receive while the other sends.
    package func duplicate() -> RawConnection { RawConnection(socket: dup(socket)) }

    private func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }

    /// Sends messages, each with its NUL byte, in as few writes as the kernel takes.
    package func send(_ messages: String...) async throws {
        try await send(bytes: messages.flatMap { Array($0.utf8) + [0] })
    }

    package func send(bytes: [UInt8]) async throws {
        try await run { [self] in
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
    package func receive() async throws -> String? { try await receive(count: 1)[0] }

    package func receive(count: Int) async throws -> [String?] {
        try await run { [self] in try (0..<count).map { _ in try receiveMessage() } }
    }

    private func receiveMessage() throws -> String? {
        try received.withLock { received in
            var searchedCount = 0
            while true {
                if let end = received.dropFirst(searchedCount).firstIndex(of: 0) {
                    defer { received = received[(end + 1)...] }
                    return String(decoding: received[..<end], as: UTF8.self)
                }
                searchedCount = received.count
                var chunk = [UInt8](repeating: 0, count: 65_536)
                let count = recv(socket, &chunk, chunk.count, 0)
                if count == 0 || count < 0 && errno == ECONNRESET {
                    guard received.isEmpty else { throw Failure(operation: "recv in a message", errno: 0) }
                    return nil
                }
                guard count > 0 else { throw Failure(operation: "recv", errno: errno) }
                received.append(contentsOf: chunk[..<count])
            }
        }
    }

    package func shutdownSending() { shutdown(socket, Int32(SHUT_WR)) }
    package func disconnect() { shutdown(socket, Int32(SHUT_RDWR)) }
}
