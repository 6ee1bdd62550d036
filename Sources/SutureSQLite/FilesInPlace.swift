import Glibc
package import SutureSystem
import Synchronization

/// Whether the files of a database that is open for writing are still those that stand under their names.
///
/// Nothing fails in one that was deleted, moved away or replaced: what is written to it is synced, and gone
/// with the last program that has it open. SQLite keeps the database and its write-ahead log for as long as a
/// connection writes, so neither becomes another file by itself.
package final class FilesInPlace: Sendable {
    private let path: String
    /// How each was found when the database was opened.
    private let files: [(path: String, status: stat)]
    private let growsOnly: Bool
    /// How long the database ever was.
    private let byteCountMax = Mutex(0)

    /// - Parameters:
    ///   - path: of a database with a write-ahead log, opened and read: then there are both files.
    ///   - growsOnly: whether nothing is ever deleted from the database, and it is never vacuumed: then a
    ///     checkpoint makes it longer or leaves it as long as it is.
    package init(ofDatabase path: String, growsOnly: Bool = false) throws(LogFailure) {
        let operation = "open the database"
        self.path = path
        self.growsOnly = growsOnly
        var files: [(path: String, status: stat)] = []
        for path in [path, path + "-wal"] {
            files.append((path, try FilesInPlace.look(at: path, for: operation)))
        }
        self.files = files
        try require(for: operation)
    }

    /// Takes two looks at names, some microseconds.
    /// - Throws: ``LogFailure/Kind/displaced`` if one is not in its place.
    package func require(for operation: String) throws(LogFailure) {
        for file in files {
            let status = try FilesInPlace.look(at: file.path, for: operation)
            guard status.st_ino == file.status.st_ino, status.st_dev == file.status.st_dev else {
                throw FilesInPlace.failure(
                    operation, file.path,
                    "another file was put in the place of \(FilesInPlace.name(file.path))")
            }
        }
        if growsOnly { try requireNotShorter(for: operation) }
    }

    /// Somebody may cut the very file that is open, or copy an older one over it.
    private func requireNotShorter(for operation: String) throws(LogFailure) {
        let isAsLong = byteCountMax.withLock { most in
            let byteCount = DurableFile.size(path)
            defer { most = max(most, byteCount) }
            return byteCount >= most
        }
        guard !isAsLong else { return }
        throw LogFailure(
            .displaced, operation, in: path,
            because:
                "\(FilesInPlace.name(path)) is shorter than it was: it was cut, or another was copied over it",
            hint: "Copy the whole file back, or stop the daemon and restore the log from the backup.")
    }

    private static func look(at path: String, for operation: String) throws(LogFailure) -> stat {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw failure(operation, path, absence(of: path, errno))
        }
        return status
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
