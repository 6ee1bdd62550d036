extension JSONParser {
    mutating func parseString() throws(JSONError) {
        try expect(UInt8(ascii: "\""))
        let start = position
        var isEscaped = false
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                append(.string, isEscaped: isEscaped, from: start, to: position)
                position += 1
                return
            case UInt8(ascii: "\\"):
                isEscaped = true
                position += 1
                try skipEscape()
            case ..<0x20: throw failure(.controlCharacter)
            case ..<0x80: position += 1
            case let lead: try skipMultibyteCharacter(lead)
            }
        }
        throw failure(.unexpectedEnd)
    }

    /// What follows a backslash.
    private mutating func skipEscape() throws(JSONError) {
        switch peek() {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 1
        case UInt8(ascii: "u"): try skipUnicodeEscape()
        default: throw position < bytes.count ? failure(.invalidEscape) : failure(.unexpectedEnd)
        }
    }

    private mutating func skipUnicodeEscape() throws(JSONError) {
        let start = position
        switch try skipCodeUnit() {
        case 0xD800...0xDBFF:
            guard peek() == UInt8(ascii: "\\") else { throw JSONError(offset: start, reason: .loneSurrogate) }
            position += 1
            guard peek() == UInt8(ascii: "u"), case 0xDC00...0xDFFF = try skipCodeUnit() else {
                throw JSONError(offset: start, reason: .loneSurrogate)
            }
        case 0xDC00...0xDFFF: throw JSONError(offset: start, reason: .loneSurrogate)
        default: break
        }
    }

    /// `u` and four hexadecimal digits.
    private mutating func skipCodeUnit() throws(JSONError) -> UInt16 {
        position += 1
        guard position + 4 <= bytes.count else {
            throw JSONError(offset: bytes.count, reason: .unexpectedEnd)
        }
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = JSONText.hexadecimalValue(bytes[position]) else {
                throw failure(.invalidEscape)
            }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }

    /// Well-formed UTF-8 by table 3-7 of the Unicode standard: not overlong, no surrogates, up to U+10FFFF.
    private mutating func skipMultibyteCharacter(_ lead: UInt8) throws(JSONError) {
        let continuationCount: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: continuationCount = 1
        case 0xE0...0xEF:
            continuationCount = 2
            if lead == 0xE0 { second = 0xA0...0xBF }
            if lead == 0xED { second = 0x80...0x9F }
        case 0xF0...0xF4:
            continuationCount = 3
            if lead == 0xF0 { second = 0x90...0xBF }
            if lead == 0xF4 { second = 0x80...0x8F }
        default: throw failure(.invalidUTF8)
        }
        guard position + continuationCount < bytes.count, second.contains(bytes[position + 1]) else {
            throw failure(.invalidUTF8)
        }
        for offset in 2..<(continuationCount + 1) where bytes[position + offset] & 0xC0 != 0x80 {
            throw failure(.invalidUTF8)
        }
        position += continuationCount + 1
    }
}
