import Dispatch
import Glibc

/// Accepts one connection, waits for a message, and sends one reply whatever the message was.
final class ScriptedService: Sendable {
    private let queue = DispatchQueue(label: "scripted service")

    init(_ path: String, reply: String) throws {
        let listener = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0, listen(listener, 1) == 0 else {
            throw RawConnection.Failure(operation: "bind", errno: errno)
        }
        queue.async {
            let connection = accept(listener, nil, nil)
            var byte: UInt8 = 1
            while byte != 0, recv(connection, &byte, 1, 0) == 1 {}
            let bytes = Array(reply.utf8) + [0]
            _ = Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            // Until the client closes.
            while recv(connection, &byte, 1, 0) == 1 {}
            close(connection)
            close(listener)
        }
    }

    func end() async {
        await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
    }
}
