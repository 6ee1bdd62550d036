import Glibc

/// Unix sockets, as far as the load needs them.
enum UnixAddress {
    /// A new socket of that type after `connect` or `bind` with a path.
    static func open(
        _ path: String, _ type: __socket_type,
        _ operation: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws -> Int32 {
        var address = sockaddr_un()
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw BenchFailure("the path of the socket is too long: \(path)")
        }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let socket = Glibc.socket(AF_UNIX, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw BenchFailure(errno: errno, "make a socket") }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                operation(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else {
            let failure = BenchFailure(errno: errno, "reach \(path)")
            close(socket)
            throw failure
        }
        return socket
    }

    static func connected(to path: String) throws -> Int32 { try open(path, SOCK_STREAM, connect) }
}
