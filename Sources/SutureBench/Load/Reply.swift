import Glibc

/// What a reply says, seen from its beginning and its end alone.
enum Reply: Equatable {
    /// A command was recorded.
    case receipt
    /// Something else that is no error: what a query found, or the receipt of a command recorded before.
    case other
    case error(String)

    private static let receiptStart = Array("{\"parameters\":{\"receipt\":{".utf8)
    private static let receiptEnd = Array("\"duplicate\":false}}}".utf8)
    private static let errorStart = Array("{\"error\":\"".utf8)
    private static let otherStart = Array("{\"parameters\":{".utf8)

    init(_ bytes: UnsafeRawBufferPointer) {
        if bytes.starts(withBytes: Reply.receiptStart), bytes.ends(withBytes: Reply.receiptEnd) {
            self = .receipt
        } else if bytes.starts(withBytes: Reply.errorStart) {
            let name = bytes.dropFirst(Reply.errorStart.count).prefix { $0 != UInt8(ascii: "\"") }
            self = .error(String(decoding: name, as: UTF8.self))
        } else {
            self = bytes.starts(withBytes: Reply.otherStart) ? .other : .error("no reply of Varlink")
        }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func starts(withBytes bytes: [UInt8]) -> Bool {
        guard let baseAddress, count >= bytes.count else { return false }
        return memcmp(baseAddress, bytes, bytes.count) == 0
    }

    fileprivate func ends(withBytes bytes: [UInt8]) -> Bool {
        guard let baseAddress, count >= bytes.count else { return false }
        return memcmp(baseAddress + (count - bytes.count), bytes, bytes.count) == 0
    }
}
