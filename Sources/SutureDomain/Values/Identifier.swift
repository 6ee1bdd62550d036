/// What every id looks like: `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`.
package enum Identifier {
    package static let byteCountMax = 64
    package static let pattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"

    package static func isWellFormed(_ text: some StringProtocol) -> Bool {
        var text = String(text)
        return text.withUTF8 { isWellFormed(UnsafeRawBufferPointer($0)) }
    }

    package static func isWellFormed(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let first = bytes.first, isAlphanumeric(first), bytes.count <= byteCountMax else {
            return false
        }
        return bytes.allSatisfy {
            isAlphanumeric($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_")
                || $0 == UInt8(ascii: "-")
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
