import Foundation

/// A file, whatever names lead to it.
struct FileIdentity: Equatable {
    let device: UInt64
    let number: UInt64
    /// Of bytes that stay: no pipe, no device.
    let isRegular: Bool

    /// - Parameter path: a path, or `-` for standard input.
    /// - Returns: `nil` where nothing is.
    init?(_ path: String) {
        var status = stat()
        guard (path == "-" ? fstat(STDIN_FILENO, &status) : stat(path, &status)) == 0 else { return nil }
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
        isRegular = status.st_mode & S_IFMT == S_IFREG
    }
}
