import Foundation
import Glibc
import SutureTestSupport

/// Accepts one connection, waits for a message, and sends one reply whatever the message was.
final class ScriptedService: Sendable {
    init(_ path: String, reply: String) throws {
        let listener = try UnixSocket.open(path, bind)
        guard listen(listener, 1) == 0 else { throw RawConnection.Failure(operation: "listen", errno: errno) }
        Thread.detachNewThread {
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
}
