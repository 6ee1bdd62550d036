extension [UInt8] {
    /// Two lower-case digits for each byte, as digests are written.
    package var hexadecimal: String { withUnsafeBytes { $0.hexadecimal } }

    /// Appends two lower-case digits for each byte.
    package mutating func append(hexadecimal bytes: UnsafeRawBufferPointer) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count * 2) { text in
            bytes.writeHexadecimal(to: text)
            append(contentsOf: text)
        }
    }

    /// `nil` unless the text is an even number of hexadecimal digits.
    package init?(hexadecimal text: some StringProtocol) {
        let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count.isMultiple(of: 2) else { return nil }
        self = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[index], let low = digits[index + 1] else { return nil }
            append(UInt8(high << 4 | low))
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Two lower-case digits for each byte.
    package var hexadecimal: String {
        String(unsafeUninitializedCapacity: count * 2) { text in
            writeHexadecimal(to: text)
            return count * 2
        }
    }

    /// - Parameter text: has room for two digits for each byte.
    fileprivate func writeHexadecimal(to text: UnsafeMutableBufferPointer<UInt8>) {
        for (index, byte) in enumerated() {
            text[2 * index] = UnsafeRawBufferPointer.digit(byte >> 4)
            text[2 * index + 1] = UnsafeRawBufferPointer.digit(byte & 0xF)
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
