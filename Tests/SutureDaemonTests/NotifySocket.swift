import Foundation
import Glibc
import SutureTestSupport

/// The socket on which a service manager hears of its services (sd_notify(3)).
final class NotifySocket: Sendable {
    let path: String
    private let socket: Int32

    init(_ path: String) throws {
        self.path = path
        socket = try UnixSocket.open(path, type: SOCK_DGRAM, bind)
    }

    deinit { close(socket) }

    /// Waits, as long as it takes, for a message with that line. It has a thread of its own meanwhile.
    func hear(_ line: String) async throws { try await hear { $0 == line } }

    /// The same of a line of which the beginning is known.
    func hear(beginningWith text: String) async throws { try await hear { $0.hasPrefix(text) } }

    private func hear(_ isWanted: @escaping @Sendable (String) -> Bool) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            Thread.detachNewThread { [self] in
                continuation.resume(with: Result { while try !receive(0).contains(where: isWanted) {} })
            }
        }
    }

    /// Forgets what has come and was not heard yet.
    func forget() { while (try? receive(Int32(MSG_DONTWAIT))) != nil {} }

    private func receive(_ flags: Int32) throws -> [String] {
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = recv(socket, &bytes, bytes.count, flags)
        guard count > 0 else { throw RawConnection.Failure(operation: "recv", errno: errno) }
        return String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
