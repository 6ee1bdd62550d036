import Foundation

/// The listening socket that a service manager opened for us (sd_listen_fds(3)).
enum InheritedSocket {
    /// Its descriptor; `nil` if none was passed.
    /// - Throws: A ``ConfigurationError`` if more than one was passed.
    static func descriptor(environment: [String: String]) throws -> Int32? {
        guard environment["LISTEN_PID"] == String(getpid()),
            let count = environment["LISTEN_FDS"].flatMap(Int.init),
            count > 0
        else { return nil }
        guard count == 1 else {
            throw ConfigurationError(
                origin: "LISTEN_FDS", problem: "\(count) sockets were passed; sutured listens on one")
        }
        // A child must not inherit it.
        _ = fcntl(firstDescriptor, F_SETFD, FD_CLOEXEC)
        return firstDescriptor
    }

    /// `SD_LISTEN_FDS_START`.
    private static let firstDescriptor: Int32 = 3
}
