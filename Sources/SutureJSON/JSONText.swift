/// Reads the bytes of strings and numbers that the parser has found well-formed.
enum JSONText {
    /// The text of a string, of which the raw bytes are those between the quotes.
    static func string(_ raw: UnsafeBufferPointer<UInt8>, isEscaped: Bool) -> String {
        guard isEscaped else { return String(decoding: raw, as: UTF8.self) }
        // No escape is shorter than what it stands for.
        return String(unsafeUninitializedCapacity: raw.count) { output in
            var count = 0
            var position = 0
            while position < raw.count {
                if raw[position] == UInt8(ascii: "\\") {
                    for byte in String(scalar(ofEscapeIn: raw, at: &position)).utf8 {
                        output[count] = byte
                        count += 1
                    }
                } else {
                    output[count] = raw[position]
                    count += 1
                    position += 1
                }
            }
            return count
        }
    }

    /// What an escape stands for. The position is that of the backslash, and afterwards behind the escape.
    private static func scalar(ofEscapeIn raw: UnsafeBufferPointer<UInt8>, at position: inout Int)
        -> Character
    {
        let letter = raw[position + 1]
        guard letter == UInt8(ascii: "u") else {
            position += 2
            return Character(Unicode.Scalar(unescaped(letter)))
        }
        var scalar = codeUnit(raw, at: position + 2)
        position += 6
        if 0xD800...0xDBFF ~= scalar {
            scalar = 0x10000 + (scalar - 0xD800) << 10 + (codeUnit(raw, at: position + 2) - 0xDC00)
            position += 6
        }
        return Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")
    }

    private static func unescaped(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: letter
        }
    }

    private static func codeUnit(_ raw: UnsafeBufferPointer<UInt8>, at position: Int) -> UInt32 {
        raw[position..<position + 4].reduce(0) { $0 << 4 | UInt32(hexadecimalValue($1) ?? 0) }
    }

    static func hexadecimalValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// The value of an optional minus and at least one digit; `nil` if it lies outside of int64.
    static func int64(_ digits: UnsafeBufferPointer<UInt8>) -> Int64? {
        let isNegative = digits[0] == UInt8(ascii: "-")
        var value: Int64 = 0
        for byte in digits[(isNegative ? 1 : 0)...] {
            let digit = Int64(byte - UInt8(ascii: "0"))
            let (tens, hasOverflown) = value.multipliedReportingOverflow(by: 10)
            // Counted downwards from zero for a negative number: int64 has one more of those.
            let (sum, isTooLarge) =
                isNegative ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
            if hasOverflown || isTooLarge { return nil }
            value = sum
        }
        return value
    }
}
