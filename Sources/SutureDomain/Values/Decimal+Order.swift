/// Decimal numbers compare by their value, digit by digit: none of them goes through a floating-point number.
extension Decimal {
    package var isNegative: Bool { text.hasPrefix("-") && !isZero }
    package var isZero: Bool { text.utf8.allSatisfy { !(0x31...0x39).contains($0) } }

    /// Whether the value is less than the other's (`9.5` is less than `10`).
    package func isLess(than other: Decimal) -> Bool {
        switch (isNegative, other.isNegative) {
        case (true, false): true
        case (false, true): false
        case (false, false): magnitude.isLess(than: other.magnitude)
        case (true, true): other.magnitude.isLess(than: magnitude)
        }
    }

    private var magnitude: Magnitude { Magnitude(self) }

    /// The digits that count, so that equal values have equal digits.
    private struct Magnitude {
        let whole: [UInt8]
        let fraction: [UInt8]

        init(_ decimal: Decimal) {
            let parts = decimal.text.utf8.drop { $0 == UInt8(ascii: "-") }.split(separator: UInt8(ascii: "."))
            whole = parts.first.map { Array($0.drop { $0 == UInt8(ascii: "0") }) } ?? []
            fraction = parts.count > 1 ? Array(parts[1]) : []
        }

        func isLess(than other: Magnitude) -> Bool {
            guard whole.count == other.whole.count else { return whole.count < other.whole.count }
            guard whole == other.whole else { return whole.lexicographicallyPrecedes(other.whole) }
            let digitCount = max(fraction.count, other.fraction.count)
            return Magnitude.padded(fraction, to: digitCount)
                .lexicographicallyPrecedes(Magnitude.padded(other.fraction, to: digitCount))
        }

        private static func padded(_ digits: [UInt8], to count: Int) -> [UInt8] {
            digits + Array(repeating: UInt8(ascii: "0"), count: count - digits.count)
        }
    }
}
