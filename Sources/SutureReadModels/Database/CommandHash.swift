/// What stands for the id of a command in the table of receipts: 64 bits, since ids are long and the log has them too.
///
/// FNV-1a over the bytes of the id, then the finaliser of MurmurHash3, which spreads ids that differ in their last
/// digits only. It is stored: it must stay the same on every machine and in every version. Two ids may have the same
/// hash, so whoever finds one asks the log whether it is the right one.
struct CommandHash: Hashable, Comparable, Sendable {
    /// As SQLite stores and orders it.
    let number: Int64

    init(of commandID: String) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in commandID.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        number = Int64(bitPattern: hash ^ (hash >> 33))
    }

    static func < (lhs: CommandHash, rhs: CommandHash) -> Bool { lhs.number < rhs.number }
}
