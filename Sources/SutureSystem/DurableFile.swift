import Glibc

/// Calls of the operating system that make a file's name and content survive a power failure.
package enum DurableFile {
    /// Syncs the folder that holds the file, so that the file is still in it after a power failure.
    package static func syncFolder(of path: String) throws(LogFailure) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        try withDescriptor(folder.isEmpty ? "/" : folder, flags: O_RDONLY | O_DIRECTORY) {
            descriptor throws(LogFailure) in
            try require(fsync(descriptor), "sync the folder", folder)
        }
    }

    /// Makes a file of these bytes that only its owner can read. There is always the whole file or none.
    package static func create(_ path: String, bytes: [UInt8]) throws(LogFailure) {
        let draft = path + ".new"
        // What an earlier attempt left, or somebody's link: it goes, and what it leads to stays.
        unlink(draft)
        try withDescriptor(draft, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600) {
            descriptor throws(LogFailure) in
            let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            try require(written == bytes.count ? 0 : -1, "write", draft)
            try require(fsync(descriptor), "sync", draft)
        }
        try require(rename(draft, path), "rename", draft)
        try syncFolder(of: path)
    }

    /// Makes an empty file that only its owner can use, unless there is one. Nobody's link is followed.
    package static func makeEmpty(_ path: String) throws(LogFailure) {
        guard absence(of: path) != nil else { return }
        try withDescriptor(path, flags: O_RDWR | O_CREAT | O_EXCL, mode: 0o600) { _ throws(LogFailure) in }
    }

    /// The bytes and the permission bits; `nil` if there is no such file.
    /// - Parameter followsLink: whether the file may be reached through a link.
    package static func read(
        _ path: String, byteCountMax: Int, followsLink: Bool
    ) throws(LogFailure) -> (bytes: [UInt8], mode: UInt32)? {
        guard access(path, F_OK) == 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: byteCountMax)
        var status = stat()
        try withDescriptor(path, flags: O_RDONLY | (followsLink ? 0 : O_NOFOLLOW)) {
            descriptor throws(LogFailure) in
            try require(fstat(descriptor, &status), "look at", path)
            let count = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            try require(count < 0 ? -1 : 0, "read", path)
            bytes.removeSubrange(count...)
        }
        return (bytes, status.st_mode & 0o777)
    }

    /// In bytes; zero if there is no such file.
    package static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Takes so much room beside the file, and lets go of it.
    package static func requireRoom(byteCount: Int, beside path: String) throws(LogFailure) {
        let draft = path + ".room"
        unlink(draft)
        try withDescriptor(draft, flags: O_RDWR | O_CREAT | O_EXCL, mode: 0o600) {
            descriptor throws(LogFailure) in
            unlink(draft)
            let cause = posix_fallocate(descriptor, 0, off_t(byteCount))
            // It answers with the cause itself.
            errno = cause
            try require(cause, "take room", draft)
        }
    }

    /// Puts on the disk what a killed process had written to the file's write-ahead log and not synced:
    /// whoever reads it now, and notes how far the log goes, must not lead what a power failure leaves.
    package static func syncWriteAheadLog(of path: String) throws(LogFailure) {
        guard size(path + "-wal") > 0 else { return }
        try withDescriptor(path + "-wal", flags: O_RDONLY) { descriptor throws(LogFailure) in
            try require(fsync(descriptor), "sync", path + "-wal")
        }
    }

    /// SQLite throws a write-ahead log away that stands beside an empty database, or beside none: what it
    /// holds is all that is left of a file that was lost.
    package static func requireNoStrayWriteAheadLog(of path: String) throws(LogFailure) {
        guard size(path) == 0, size(path + "-wal") > 0 else { return }
        throw LogFailure(
            .corrupt, "open the database", in: path,
            because: "it is \(exists(path) ? "empty" : "missing"), and there is a \(path)-wal",
            hint: "Put the file back that \(path)-wal belongs to; if that is lost, move \(path)-wal away.")
    }

    package static func exists(_ path: String) -> Bool { absence(of: path) == nil }

    /// Why there seems to be no such file; `nil` if there is one.
    package static func absence(of path: String) -> String? {
        guard access(path, F_OK) != 0 else { return nil }
        return errno == EACCES ? "this account may not enter its folder" : "there is no such file"
    }

    /// Why it is not what a database can be in, though something stands there: whoever opens a pipe waits for
    /// ever. `nil` if it is a plain file, or a link to one.
    package static func oddity(of path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return nil }
        return "it is no plain file"
    }

    private static func withDescriptor(
        _ path: String, flags: Int32, mode: mode_t = 0, _ body: (Int32) throws(LogFailure) -> Void
    ) throws(LogFailure) {
        let descriptor = open(path, flags | O_CLOEXEC, mode)
        try require(descriptor < 0 ? -1 : 0, "open", path)
        defer { close(descriptor) }
        try body(descriptor)
    }

    private static func require(_ result: Int32, _ operation: String, _ path: String) throws(LogFailure) {
        guard result != 0 else { return }
        let cause = errno
        throw LogFailure(
            [ENOSPC, EDQUOT].contains(cause) ? .diskFull : .io, operation, in: path,
            because: String(cString: strerror(cause)),
            hint: Descriptors.isShortage(cause)
                ? Descriptors.hint : "Check the disk and the permissions of the folder.")
    }
}
