import GRDBSQLite

/// Which SQLite runs.
package enum SQLiteVersion {
    package static var text: String { String(cString: sqlite3_libversion()) }
}
