import Foundation

/// The listening socket that a service manager opened for us (sd_listen_fds(3)).
enum InheritedSocket {
    /// Its descriptor; `nil` if none was passed.
    /// - Throws: A ``ConfigurationError`` if more than one was passed, or it is not said how many.
    static func descriptor(environment: [String: String]) throws -> Int32? {
        guard environment["LISTEN_PID"] == String(getpid()), let text = environment["LISTEN_FDS"] else {
            return nil
        }
        guard let count = Int(text), count >= 0 else {
            throw ConfigurationError("LISTEN_FDS", "\"\(text)\" is not how many sockets were passed")
        }
        guard count > 0 else { return nil }
        guard count == 1 else {
            throw ConfigurationError("LISTEN_FDS", "\(count) sockets were passed; sutured listens on one")
        }
        // A child must not inherit it.
        _ = fcntl(firstDescriptor, F_SETFD, FD_CLOEXEC)
        return firstDescriptor
    }

    /// What the configuration says of the socket and the manager has decided otherwise.
    static func warnings(_ descriptor: Int32, _ configuration: DaemonConfiguration) -> [String] {
        guard let path = path(of: descriptor) else { return [] }
        var warnings: [String] = []
        if path != configuration.socketPath {
            warnings.append(
                "socket.path is \(configuration.socketPath), but the service manager listens on \(path), which counts "
                    + "(ListenStream= of the socket unit)")
        }
        var status = stat()
        let octal = { (mode: UInt32) in String(mode, radix: 8) }
        if stat(path, &status) == 0, status.st_mode & 0o777 != configuration.socketMode {
            warnings.append(
                "socket.mode is 0\(octal(configuration.socketMode)), but the service manager has made the socket with 0"
                    + "\(octal(status.st_mode & 0o777)), which counts (SocketMode= of the socket unit)")
        }
        return warnings
    }

    /// Where the socket is bound; `nil` if it has no name in the file system.
    private static func path(of descriptor: Int32) -> String? {
        var address = sockaddr_un()
        var length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let code = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard code == 0, address.sun_family == sa_family_t(AF_UNIX) else { return nil }
        let path = withUnsafeBytes(of: address.sun_path) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        return path.isEmpty ? nil : path
    }

    /// `SD_LISTEN_FDS_START`.
    private static let firstDescriptor: Int32 = 3
}
