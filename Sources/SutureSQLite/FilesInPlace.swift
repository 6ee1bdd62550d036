import Glibc
package import SutureSystem
import Synchronization

/// Whether the files of a database that is open for writing are still those that stand under their names.
///
/// Nothing fails in one that was deleted, moved away or replaced: what is written to it is synced, and gone with the last
/// program that has it open. SQLite keeps the database and its write-ahead log for as long as a connection writes, so neither
/// becomes another file by itself.
package struct FilesInPlace: Sendable {
    private struct File {
        let path: String
        let device: dev_t
        let inode: ino_t
    }

    /// How long a file that only grows has been.
    private final class Growth: Sendable {
        private let byteCountMax = Mutex(0)

        /// - Returns: whether the file is as long as it ever was.
        func holds(_ look: () -> Int) -> Bool {
            byteCountMax.withLock { most in
                let byteCount = look()
                defer { most = max(most, byteCount) }
                return byteCount >= most
            }
        }
    }

    private let files: [File]
    /// Of the database; `nil` if it may become shorter.
    private let growth: Growth?

    /// - Parameters:
    ///   - path: of a database with a write-ahead log, opened and read: then there are both files.
    ///   - growsOnly: whether nothing is ever deleted from the database, and it is never vacuumed: then a checkpoint makes it longer or
    ///     leaves it as long as it is.
    package init(ofDatabase path: String, growsOnly: Bool = false) throws(LogFailure) {
        var files: [File] = []
        for path in [path, path + "-wal"] {
            var status = stat()
            guard stat(path, &status) == 0 else {
                throw FilesInPlace.failure("open the database", path, FilesInPlace.absence(of: path, errno))
            }
            files.append(File(path: path, device: status.st_dev, inode: status.st_ino))
        }
        self.files = files
        growth = growsOnly ? Growth() : nil
        try require(for: "open the database")
    }

    /// Takes two looks at names, some microseconds.
    /// - Throws: ``LogFailure/Kind/displaced`` if one is not in its place.
    package func require(for operation: String) throws(LogFailure) {
        for file in files {
            var status = stat()
            guard stat(file.path, &status) == 0 else {
                throw FilesInPlace.failure(
                    operation, file.path, FilesInPlace.absence(of: file.path, errno))
            }
            guard status.st_ino == file.inode, status.st_dev == file.device else {
                throw FilesInPlace.failure(
                    operation, file.path,
                    "another file was put in the place of \(FilesInPlace.name(file.path))")
            }
        }
        try requireNotShorter(for: operation)
    }

    /// Somebody may cut the very file that is open, or copy an older one over it.
    private func requireNotShorter(for operation: String) throws(LogFailure) {
        guard let growth, let path = files.first?.path, !growth.holds({ DurableFile.size(path) }) else {
            return
        }
        throw LogFailure(
            .displaced, operation, in: path,
            because:
                "\(FilesInPlace.name(path)) is shorter than it was: it was cut, or another was copied over it",
            hint: "Copy the whole file back, or stop the daemon and restore the log from the backup.")
    }

    private static func absence(of path: String, _ cause: Int32) -> String {
        cause == ENOENT
            ? "\(name(path)) was deleted or moved away"
            : "\(name(path)) cannot be found any more: \(String(cString: strerror(cause)))"
    }

    private static func failure(_ operation: String, _ path: String, _ cause: String) -> LogFailure {
        var failure = LogFailure(
            .displaced, operation, in: path, because: cause,
            hint:
                "Move it back, or copy what was deleted from the files that sutured has open before it ends.")
        failure.detail = "what it has open stands in /proc/\(getpid())/fd"
        return failure
    }

    private static func name(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }
}
