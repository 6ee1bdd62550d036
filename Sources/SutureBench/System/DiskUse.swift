import Glibc
import SutureLog

/// The bytes of a state directory's two large files, after the daemon stopped and so checkpointed them.
struct DiskUse {
    let logByteCount: Int
    let viewsByteCount: Int

    init(of directory: StateDirectory) {
        logByteCount = DiskUse.byteCount(directory.log)
        viewsByteCount = DiskUse.byteCount(directory.views)
    }

    /// What has not been moved out of the write-ahead log counts as well.
    private static func byteCount(_ path: String) -> Int {
        ["", "-wal"].reduce(0) { sum, suffix in
            var found = stat()
            return sum + (stat(path + suffix, &found) == 0 ? Int(found.st_size) : 0)
        }
    }
}
