import GRDB
import Glibc

/// Keeps the write-ahead log of a database from growing without bound.
///
/// Overlapping readers keep SQLite's automatic checkpoint from ever finishing. Its owner then waits for them a
/// moment and starts the file from the front again.
enum WriteAheadLog {
    static let byteCountMax = 16 << 20
    /// How many pages are written before SQLite checkpoints by itself: somewhat less than the bound. Most pages are written
    /// again and again, and each checkpoint copies each of them once, while the projector waits.
    static let checkpointPageCount = 3_500

    static func bound(path: String, in database: Database) throws {
        var status = stat()
        guard stat(path + "-wal", &status) == 0, status.st_size > byteCountMax else { return }
        do {
            _ = try database.checkpoint(.restart)
        } catch let error as DatabaseError where [.SQLITE_BUSY, .SQLITE_FULL].contains(error.resultCode) {
            // A reader outlasted the timeout, or the disk is full; the next batch tries again.
        }
    }
}
