internal import Crypto
internal import SutureDomain

/// A row of the log in the one form that is hashed.
///
///     hash(n) = SHA-256( hash(n-1), 32 bytes ‖ for each column from position to metadata: length ‖ bytes )
///
/// The length is four bytes, big-endian; integers are decimal ASCII. One row is filled again and again, and the
/// writer binds the columns from it, so an event's bytes are copied once.
struct CanonicalRow {
    static let columnCount = 10

    private(set) var bytes: [UInt8] = []
    /// Where each column's bytes lie, without the length.
    private(set) var columns: [Range<Int>] = []

    init() {
        bytes.reserveCapacity(4096)
        columns.reserveCapacity(CanonicalRow.columnCount)
    }

    mutating func fill(_ event: NewEvent, position: Position, recordedAt: Instant) {
        bytes.removeAll(keepingCapacity: true)
        columns.removeAll(keepingCapacity: true)
        append(position.number)
        append(event.stream.text.utf8)
        append(event.version.number)
        append(event.previous.number)
        append(event.type.text.utf8)
        append(Int64(event.schema))
        append(event.occurredOn.text.utf8)
        append(recordedAt.microseconds)
        append(event.data)
        append(event.metadata)
    }

    /// The hash of this row behind the row with that hash.
    func hash(after previous: [UInt8]) -> [UInt8] {
        var function = SHA256()
        function.update(data: previous)
        function.update(data: bytes)
        return Array(function.finalize())
    }

    private mutating func append(_ number: Int64) { append(String(number).utf8) }

    private mutating func append(_ column: some Collection<UInt8>) {
        let count = UInt32(column.count)
        for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: count >> shift)) }
        let start = bytes.count
        bytes.append(contentsOf: column)
        columns.append(start..<bytes.count)
    }
}
