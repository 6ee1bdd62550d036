/// The bytes with which a text says in which encoding it is. They are no part of the text.
enum ByteOrderMark: CaseIterable {
    case utf8, utf16LittleEndian, utf16BigEndian

    var bytes: [UInt8] {
        switch self {
        case .utf8: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        }
    }

    /// `nil` where the bytes begin with none.
    init?(beginning bytes: some Collection<UInt8>) {
        guard let mark = ByteOrderMark.allCases.first(where: { bytes.starts(with: $0.bytes) }) else {
            return nil
        }
        self = mark
    }
}
