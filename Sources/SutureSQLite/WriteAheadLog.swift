package import GRDB
import GRDBSQLite

/// Keeps the write-ahead log of one database bounded, from the connection that writes it.
///
/// SQLite's automatic checkpoint runs inside a commit and never finishes while readers overlap (measured: 303 MB in
/// 12 s with three readers). So it is off, and the owner checkpoints after it has replied: past 2,000 pages without
/// waiting for anyone; past 16 MiB waiting shortly for readers, so that the file begins anew. The file is
/// reused and not truncated, since growing a file costs more at each sync.
package final class WriteAheadLog {
    package static let pageByteCount = 4096
    static let passivePageCountMin = 2_000
    static let restartPageCountMin = 16 * 1024 * 1024 / pageByteCount
    /// How much more is written after a checkpoint that could not finish before the next one is tried.
    static let retryPageCount = 500

    /// How many pages the file holds, as of the last commit.
    private(set) var pageCount = 0
    private var nextTryPageCount = passivePageCountMin

    /// Watches the commits of the connection, which must live no longer than this.
    package init(of db: Database) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_wal_hook(
            db.sqliteConnection,
            { context, _, _, pageCount in
                guard let context else { return SQLITE_OK }
                Unmanaged<WriteAheadLog>.fromOpaque(context).takeUnretainedValue().grew(to: Int(pageCount))
                return SQLITE_OK
            }, context)
    }

    var needsCheckpoint: Bool { pageCount >= nextTryPageCount }
    /// The owner should have checkpointed long ago.
    package var isFarOver: Bool { pageCount >= 2 * WriteAheadLog.restartPageCountMin && needsCheckpoint }

    package func checkpointIfNeeded(_ db: Database) throws(DatabaseError) {
        guard needsCheckpoint else { return }
        let waits = pageCount >= WriteAheadLog.restartPageCountMin
        nextTryPageCount = pageCount + WriteAheadLog.retryPageCount
        try WriteAheadLog.checkpoint(db, waits ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE)
    }

    /// Copies the file into the database. That readers stand in the way is no error: it is tried again later.
    /// - Returns: whether it was finished.
    @discardableResult
    package static func checkpoint(_ db: Database, _ mode: Int32) throws(DatabaseError) -> Bool {
        let code = sqlite3_wal_checkpoint_v2(db.sqliteConnection, nil, mode, nil, nil)
        switch code & 0xFF {
        case SQLITE_OK: return true
        case SQLITE_BUSY, SQLITE_LOCKED: return false
        default:
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code),
                message: String(cString: sqlite3_errmsg(db.sqliteConnection)))
        }
    }

    private func grew(to pageCount: Int) {
        if pageCount < self.pageCount { nextTryPageCount = WriteAheadLog.passivePageCountMin }
        self.pageCount = pageCount
    }
}
