/// The bytes that cannot stand in a string as they are: those that RFC 8259 names, and no other.
enum JSONEscape {
    /// Looks at every byte, without a branch, so that many are looked at at once.
    static func isNeeded(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        var found = false
        for byte in text { found = isNeeded(for: byte) || found }
        return found
    }

    static func isNeeded(for byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// How many bytes that one takes in a string.
    static func byteCount(_ byte: UInt8) -> Int {
        switch byte {
        case 0x08, 0x09, 0x0A, 0x0C, 0x0D, UInt8(ascii: "\""), UInt8(ascii: "\\"): 2
        case ..<0x20: 6
        default: 1
        }
    }

    static func append(_ byte: UInt8, to json: inout [UInt8]) {
        switch byte {
        case 0x08: json.append(contentsOf: "\\b".utf8)
        case 0x09: json.append(contentsOf: "\\t".utf8)
        case 0x0A: json.append(contentsOf: "\\n".utf8)
        case 0x0C: json.append(contentsOf: "\\f".utf8)
        case 0x0D: json.append(contentsOf: "\\r".utf8)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): json.append(contentsOf: [UInt8(ascii: "\\"), byte])
        default:
            json.append(contentsOf: (byte < 0x10 ? "\\u000" : "\\u00").utf8)
            json.append(contentsOf: String(byte, radix: 16).utf8)
        }
    }
}
