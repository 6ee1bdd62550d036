import GRDBSQLite
import SutureSystem

/// Keeps the write-ahead log of one database bounded, from the connection that writes it.
///
/// SQLite's automatic checkpoint runs inside a commit and never finishes while readers overlap (measured: 303
/// MB in 12 s with three readers). So it is off, and the owner checkpoints after it has replied: past 2,000
/// pages without waiting for anyone; past 16 MiB waiting shortly for readers, so that the file begins anew.
/// The file is reused and not truncated, since growing a file costs more at each sync.
package final class WriteAheadLog {
    /// No write-ahead log may grow beyond it while it can be begun anew.
    package static let byteCountMax = 16 * 1024 * 1024
    package static let pageByteCount = 4096
    static let passivePageCountMin = 2_000
    static let restartPageCountMin = byteCountMax / pageByteCount
    /// How much more is written after a checkpoint that could not finish before the next one is tried.
    static let retryPageCount = 500

    /// How many pages the file holds, as of the last commit.
    private(set) var pageCount = 0
    private var nextTryPageCount = passivePageCountMin

    /// Watches the commits of the connection, which must live no longer than this.
    package init(of database: Database) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_wal_hook(
            database.connection,
            { context, _, _, pageCount in
                guard let context else { return SQLITE_OK }
                Unmanaged<WriteAheadLog>.fromOpaque(context).takeUnretainedValue().grew(to: Int(pageCount))
                return SQLITE_OK
            }, context)
    }

    var needsCheckpoint: Bool { pageCount >= nextTryPageCount }
    /// The owner should have checkpointed long ago.
    package var isFarOver: Bool { pageCount >= 2 * WriteAheadLog.restartPageCountMin && needsCheckpoint }

    package func checkpointIfNeeded(_ database: Database) throws(SQLiteError) {
        guard needsCheckpoint else { return }
        let waits = pageCount >= WriteAheadLog.restartPageCountMin
        nextTryPageCount = pageCount + WriteAheadLog.retryPageCount
        try database.checkpoint(waits ? .restart : .passive)
    }

    /// The same for a database whose commits checkpoint by themselves, if the file is too long: it is begun
    /// anew. A reader that outlasts the timeout, or a full disk, stands in the way until the next time.
    package static func bound(path: String, in database: Database) {
        guard DurableFile.size(path + "-wal") > byteCountMax else { return }
        _ = try? database.checkpoint(.restart)
    }

    private func grew(to pageCount: Int) {
        if pageCount < self.pageCount { nextTryPageCount = WriteAheadLog.passivePageCountMin }
        self.pageCount = pageCount
    }
}
