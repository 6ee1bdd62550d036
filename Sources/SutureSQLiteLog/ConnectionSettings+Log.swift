import SutureSQLite

extension ConnectionSettings {
    /// Of whoever writes the log.
    /// - Parameter busyTimeoutMilliseconds: how long a commit or a checkpoint waits for others.
    static func log(busyTimeoutMilliseconds: Int) -> ConnectionSettings {
        ConnectionSettings(durable, busyTimeoutMilliseconds: busyTimeoutMilliseconds)
    }

    /// Of whoever writes keys. Deleted ones are overwritten, and what SQLite needs for a while is in memory.
    static func keys(busyTimeoutMilliseconds: Int) -> ConnectionSettings {
        ConnectionSettings(
            durable + [("secure_delete", "1"), ("temp_store", "2")],
            busyTimeoutMilliseconds: busyTimeoutMilliseconds)
    }

    /// `synchronous` 2 is FULL. The owner checkpoints, never a commit (``WriteAheadLog``). Debian 12 has a
    /// SQLite in which two checkpointing connections can corrupt a file; a mapped file would add a second way
    /// to write it.
    private static let durable = [
        ("page_size", "4096"), ("journal_mode", "wal"), ("synchronous", "2"), ("wal_autocheckpoint", "0"),
        ("recursive_triggers", "1"), ("mmap_size", "0"),
    ]
}
