import Glibc

/// A Unix socket that listens, and the file that it made.
struct ListeningSocket {
    let fileDescriptor: Int32
    private let file: File?

    /// A socket's file, known again by its number: someone else's of the same name is left alone.
    private struct File {
        let path: String
        let device: dev_t
        let number: ino_t
    }

    /// How many clients may wait to be accepted, where the kernel allows as many.
    private static let backlogCount: Int32 = 4_096

    /// A socket that another process bound, and listens on already or not.
    init(inheriting fileDescriptor: Int32) throws(VarlinkListenError) {
        guard listen(fileDescriptor, ListeningSocket.backlogCount) == 0 else {
            throw .system(operation: "listen", path: "file descriptor \(fileDescriptor)", errno: errno)
        }
        self.fileDescriptor = fileDescriptor
        file = nil
    }

    /// Binds a path. A socket's file that is there already is removed only if nobody listens behind it.
    init(path: String, mode: UInt32) throws(VarlinkListenError) {
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw .system(operation: "socket", path: path, errno: errno) }
        do throws(VarlinkListenError) {
            try ListeningSocket.removeStaleFile(path)
            // Set before as well, so that the file is at no moment open to more than it should be.
            try ListeningSocket.check("fchmod", path, fchmod(socket, mode))
            try ListeningSocket.check(
                "bind", path, try ListeningSocket.withAddress(path) { bind(socket, $0, $1) })
            try ListeningSocket.check("chmod", path, chmod(path, mode))
            try ListeningSocket.check("listen", path, listen(socket, ListeningSocket.backlogCount))
            var status = stat()
            try ListeningSocket.check("stat", path, lstat(path, &status))
            file = File(path: path, device: status.st_dev, number: status.st_ino)
        } catch {
            close(socket)
            throw error
        }
        fileDescriptor = socket
    }

    /// To be called when NIO has taken the socket: it listens once more, for 128 clients, and cannot be told
    /// otherwise. A client that does not fit is sent away by the kernel.
    func restoreBacklog() {
        // What has worked before cannot fail; if it did, NIO's number would do.
        _ = listen(fileDescriptor, ListeningSocket.backlogCount)
    }

    /// Removes the file if this socket made one and it is still there.
    func removeFile() {
        var status = stat()
        guard let file, lstat(file.path, &status) == 0, status.st_dev == file.device,
            status.st_ino == file.number
        else { return }
        unlink(file.path)
    }

    private static func removeStaleFile(_ path: String) throws(VarlinkListenError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT { return }
            throw .system(operation: "stat", path: path, errno: errno)
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }

        let probe = Glibc.socket(
            AF_UNIX,
            Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard probe >= 0 else { throw .system(operation: "socket", path: path, errno: errno) }
        defer { close(probe) }
        let result = try withAddress(path) { connect(probe, $0, $1) }
        // Only a refusal proves that nobody listens; a full backlog (EAGAIN), say, proves that someone does.
        guard result != 0, errno == ECONNREFUSED else { throw .inUse(path: path) }
        try check("unlink", path, unlink(path))
    }

    private static func check(_ operation: String, _ path: String, _ result: Int32) throws(VarlinkListenError)
    {
        guard result == 0 else { throw .system(operation: operation, path: path, errno: errno) }
    }

    private static func withAddress(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws(VarlinkListenError) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard path.utf8.count < room else { throw .pathTooLong(path: path, byteCountMax: room - 1) }
        // The C interface takes a sockaddr_un by the type of its head.
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
