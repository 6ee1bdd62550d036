extension JSONParser {
    /// `-`? digits without a leading zero, a fraction?, an exponent?
    mutating func parseNumber() throws(JSONError) {
        let start = position
        if peek() == UInt8(ascii: "-") { position += 1 }
        let isZeroLed = peek() == UInt8(ascii: "0")
        let digitCount = try skipDigits()
        guard !isZeroLed || digitCount == 1 else { throw JSONError(offset: start, reason: .invalidNumber) }

        var isInteger = true
        if peek() == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            _ = try skipDigits()
        }
        if peek() | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            position += 1
            if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
            _ = try skipDigits()
        }
        let text = UnsafeBufferPointer(rebasing: bytes[start..<position])
        append(isInteger && JSONText.int64(text) != nil ? .integer : .number, from: start, to: position)
    }

    /// At least one.
    private mutating func skipDigits() throws(JSONError) -> Int {
        let start = position
        while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
        guard position > start else {
            throw position < bytes.count ? failure(.invalidNumber) : failure(.unexpectedEnd)
        }
        return position - start
    }
}
