import Foundation

/// A socket as a service manager passes it.
final class ListeningSocket: Sendable {
    let path: String
    let descriptor: Int32

    init(path: String, mode: mode_t) throws {
        self.path = path
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard code == 0, chmod(path, mode) == 0 else { throw POSIXError(.EIO) }
    }

    deinit { close(descriptor) }
}
