/// What stands for a command's id in the table of receipts: 64 bits, for ids are long and stand in the log.
///
/// Above, a hash of all but the last four bytes of the id (FNV-1a, then the finaliser of MurmurHash3); below,
/// these four bytes as they are. So ids that count up, as most clients make them, lie side by side, and
/// thousands of receipts change a few pages instead of a page each. Random ids lie anywhere.
///
/// It is stored: it must stay the same on every machine and in every version. Two ids may have the same hash,
/// so whoever finds one asks the log whether it is the right one.
struct CommandHash: Hashable, Comparable, Sendable {
    private static let lastByteCount = 4

    /// As SQLite stores and orders it.
    let number: Int64

    init(of commandID: String) {
        var id = commandID
        number = id.withUTF8 { bytes in
            let lastStart = max(0, bytes.count - CommandHash.lastByteCount)
            var hash = FNV1a.hash(bytes.prefix(lastStart))
            hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
            hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
            hash ^= hash >> 33
            var last: UInt64 = 0
            for index in lastStart..<bytes.count { last = last << 8 | UInt64(bytes[index]) }
            return Int64(bitPattern: hash & ~UInt64(UInt32.max) | last)
        }
    }

    static func < (lhs: CommandHash, rhs: CommandHash) -> Bool { lhs.number < rhs.number }
}
