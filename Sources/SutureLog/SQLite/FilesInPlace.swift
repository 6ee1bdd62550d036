internal import Glibc

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

    private let files: [File]

    /// - Parameter path: of a database with a write-ahead log, opened and read: then there are both files.
    package init(ofDatabase path: String) throws(LogFailure) {
        var files: [File] = []
        for path in [path, path + "-wal"] {
            var status = stat()
            guard stat(path, &status) == 0 else {
                throw FilesInPlace.failure("open the database", path, FilesInPlace.absence(of: path, errno))
            }
            files.append(File(path: path, device: status.st_dev, inode: status.st_ino))
        }
        self.files = files
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
    }

    private static func absence(of path: String, _ cause: Int32) -> String {
        cause == ENOENT
            ? "\(name(path)) was deleted or moved away"
            : "\(name(path)) cannot be found any more: \(String(cString: strerror(cause)))"
    }

    private static func failure(_ operation: String, _ path: String, _ cause: String) -> LogFailure {
        LogFailure(
            .displaced, operation, in: path, because: cause,
            hint: "Move it back, or copy what was deleted from /proc/\(getpid())/fd before sutured ends."
        )
    }

    private static func name(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }
}
