import GRDBSQLite

/// The parameters of a prepared statement that is about to run, counted from 1.
package struct Parameters {
    package let statement: OpaquePointer
    /// Where texts stand until the statement has run; without it SQLite makes a copy of each.
    private let texts: TextShelf?

    package init(of statement: OpaquePointer, texts: TextShelf? = nil) {
        self.statement = statement
        self.texts = texts
    }

    package func bind(_ text: String, at index: Int32) {
        var text = text
        text.withUTF8 { bind($0, at: index) }
    }

    private func bind(_ text: UnsafeBufferPointer<UInt8>, at index: Int32) {
        if let kept = texts?.keep(text) {
            sqlite3_bind_text(statement, index, kept, Int32(text.count), nil)
        } else if let start = UnsafeRawPointer(text.baseAddress) {
            sqlite3_bind_text(
                statement, index, start.assumingMemoryBound(to: CChar.self), Int32(text.count),
                transientDestructor)
        } else {
            // Without an address it would become NULL.
            sqlite3_bind_text(statement, index, "", 0, transientDestructor)
        }
    }

    /// SQLite copies nothing: the bytes have to outlive the statement's step.
    package func bind(bytes: UnsafeRawBufferPointer, at index: Int32) {
        sqlite3_bind_blob(statement, index, bytes.baseAddress, Int32(bytes.count), nil)
    }

    func bind(copying bytes: UnsafeRawBufferPointer, at index: Int32) {
        sqlite3_bind_blob(statement, index, bytes.baseAddress, Int32(bytes.count), transientDestructor)
    }

    /// Text as it lies; it has to outlive the statement's step.
    package func bind(text: UnsafeRawBufferPointer, at index: Int32) {
        sqlite3_bind_text(
            statement, index, text.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(text.count), nil)
    }

    /// Forgets what was bound.
    package func clear() { sqlite3_clear_bindings(statement) }

    package func bind(_ number: Int64, at index: Int32) { sqlite3_bind_int64(statement, index, number) }

    package func bindNull(at index: Int32) { sqlite3_bind_null(statement, index) }
}

/// Keeps the texts of one row together while its statement runs, so that SQLite need not allocate memory for
/// each: that was a tenth of the time of a projection.
///
/// Unsafe memory, since addresses must stay the same until the statement has run; hence the fixed size.
package final class TextShelf {
    /// A row with more than this has the rest of its texts copied.
    package static let byteCountMax = 16 * 1024

    private let memory = UnsafeMutableRawPointer.allocate(byteCount: byteCountMax, alignment: 1)
    private var byteCount = 0

    package init() {}

    deinit { memory.deallocate() }

    /// To be called before the first text of a row.
    package func clear() { byteCount = 0 }

    /// - Returns: where the text stands now; `nil` if there is no room for it.
    fileprivate func keep(_ text: UnsafeBufferPointer<UInt8>) -> UnsafePointer<CChar>? {
        guard let start = text.baseAddress, text.count <= TextShelf.byteCountMax - byteCount else {
            return nil
        }
        let place = memory + byteCount
        place.copyMemory(from: start, byteCount: text.count)
        byteCount += text.count
        return UnsafePointer(place.assumingMemoryBound(to: CChar.self))
    }
}

/// SQLite's sign that the bytes are to be copied (`SQLITE_TRANSIENT`, a cast that Swift does not import).
private let transientDestructor = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
