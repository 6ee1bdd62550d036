import Crypto
import Glibc
import SutureDomain

/// A row of the log in the one form that is hashed, behind the hash of the row before it.
///
///     hash(n) = SHA-256( hash(n-1), 32 bytes ‖ for each column from position to metadata: length ‖ bytes )
///
/// The length is four bytes, big-endian; integers are decimal ASCII. One row is filled again and again, and
/// the writer binds the columns from it, so an event's bytes are copied once and hashed in one piece.
///
/// The memory is its own: an array asks at every append whether it is shared, and took three times as long.
struct CanonicalRow: ~Copyable {
    static let columnCount = 10
    static let hashByteCount = 32
    private static let integerByteCountMax = 20
    /// What is wrong with an event whose stored hash is another.
    static let misfit = "its hash does not fit what it holds and the event before it"

    private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 16)
    private var byteCount = CanonicalRow.hashByteCount
    private var columnCount = 0
    private var columns = InlineArray<10, Range<Int>>(repeating: 0..<0)

    /// - Parameter hash: of the row before the first one that is filled.
    init(after hash: [UInt8] = []) { continues(hash) }

    deinit { memory.deallocate() }

    /// Makes the next hash follow this one. A hash that has not 32 bytes is one that nothing fits.
    mutating func continues(_ hash: [UInt8]) { hash.withUnsafeBytes { continues($0) } }

    mutating func continues(_ hash: UnsafeRawBufferPointer) {
        let place = UnsafeMutableRawBufferPointer(rebasing: memory[..<CanonicalRow.hashByteCount])
        if hash.count == place.count {
            place.copyMemory(from: hash)
        } else {
            place.initializeMemory(as: UInt8.self, repeating: 0)
        }
    }

    /// The hash that the row continues.
    var previousHash: [UInt8] { Array(memory[..<CanonicalRow.hashByteCount]) }

    mutating func fill(_ event: NewEvent, position: Position, recordedAt: Instant) {
        begin()
        append(position.number)
        append(event.stream.text)
        append(event.version.number)
        append(event.previous.number)
        append(event.type.text)
        append(Int64(event.schema))
        append(event.occurredOn.text)
        append(recordedAt.microseconds)
        event.data.withUnsafeBytes { append($0) }
        event.metadata.withUnsafeBytes { append($0) }
    }

    mutating func fill(_ row: EventRow) {
        begin()
        append(row.position)
        append(row.stream)
        append(row.version)
        append(row.previous)
        append(row.type)
        append(row.schema)
        append(row.occurredOn)
        append(row.recordedAt)
        append(row.data)
        append(row.metadata)
    }

    /// The hash of this row behind the row that it continues.
    func hash() -> [UInt8] { withHash { Array($0) } }

    /// Whether a stored hash is that of this row behind the row that it continues.
    func hasHash(_ stored: UnsafeRawBufferPointer) -> Bool { withHash { $0.isEqual(to: stored) } }

    private func withHash<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        var function = SHA256()
        function.update(bufferPointer: UnsafeRawBufferPointer(rebasing: memory[..<byteCount]))
        // As a sequence of bytes a digest is copied one by one, which took longer than all else but the hash.
        return function.finalize().withUnsafeBytes(body)
    }

    /// A column's bytes, without the length; they stand until the row is filled again.
    func column(_ index: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: memory[columns[index]])
    }

    private mutating func begin() {
        byteCount = CanonicalRow.hashByteCount
        columnCount = 0
    }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    private mutating func append(_ column: UnsafeRawBufferPointer) {
        let start = beginColumn(column.count)
        if let bytes = column.baseAddress {
            memory.baseAddress.unsafelyUnwrapped.advanced(by: start).copyMemory(
                from: bytes, byteCount: column.count)
        }
    }

    private mutating func append(_ number: Int64) {
        // From the last digit to the first, into a place of the greatest length there is.
        withUnsafeTemporaryAllocation(byteCount: CanonicalRow.integerByteCountMax, alignment: 1) { digits in
            var start = digits.count
            var rest = number.magnitude
            repeat {
                start -= 1
                digits[start] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
                rest /= 10
            } while rest > 0
            if number < 0 {
                start -= 1
                digits[start] = UInt8(ascii: "-")
            }
            append(UnsafeRawBufferPointer(rebasing: digits[start...]))
        }
    }

    /// Makes room for a column behind its length.
    /// - Returns: where its bytes go.
    private mutating func beginColumn(_ count: Int) -> Int {
        let start = byteCount + 4
        byteCount = start + count
        if byteCount > memory.count { grow() }
        memory.storeBytes(of: UInt32(count).bigEndian, toByteOffset: start - 4, as: UInt32.self)
        columns[columnCount] = start..<byteCount
        columnCount += 1
        return start
    }

    private mutating func grow() {
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 * byteCount, alignment: 16)
        larger.copyMemory(from: UnsafeRawBufferPointer(memory))
        memory.deallocate()
        memory = larger
    }
}

extension UnsafeRawBufferPointer {
    func isEqual(to other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count, let bytes = baseAddress, let others = other.baseAddress else {
            return count == other.count
        }
        return memcmp(bytes, others, count) == 0
    }
}
