/// A number from 0 to 1 as reports show it: with four decimals, rounded to the nearest, halves up.
struct FourDecimals: Hashable, CustomStringConvertible {
    private static let scale: Int64 = 10_000

    private let scaled: Int64

    /// A part of a whole, by integers: 57 of 800 is a half of the last decimal, and no `Double` is 0.07125.
    init(_ part: Int64, of whole: Int64) {
        let half = Int128(whole) / 2
        // An odd whole has no half: rounding its own half down changes nothing.
        scaled = Int64((Int128(part) * Int128(FourDecimals.scale) + half) / Int128(whole))
    }

    /// A number that is no fraction, so that it is no half of the last decimal either.
    init(irrational number: Double) { scaled = Int64((number * Double(FourDecimals.scale)).rounded()) }

    var description: String {
        let (whole, decimals) = scaled.quotientAndRemainder(dividingBy: FourDecimals.scale)
        return "\(whole).\(String(decimals + FourDecimals.scale).dropFirst())"
    }
}
