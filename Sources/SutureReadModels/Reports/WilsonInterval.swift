/// The 95 % confidence interval of a proportion by Wilson's score (E. B. Wilson, 1927), which stays within 0
/// and 1 and holds for small numbers too.
///
/// A bound is 0 or 1, or as irrational as the percentile in it: never a half of a decimal that is shown.
struct WilsonInterval: Hashable {
    /// The 97.5th percentile of the standard normal distribution.
    private static let z = 1.959963984540054

    let lower: Double
    let upper: Double

    /// - Parameter count: how many there are, at least one.
    init(successCount: Int64, count: Int64) {
        let n = Double(count)
        let p = Double(successCount) / n
        let z2 = WilsonInterval.z * WilsonInterval.z
        let centre = p + z2 / (2 * n)
        let margin = WilsonInterval.z * (p * (1 - p) / n + z2 / (4 * n * n)).squareRoot()
        let scale = 1 + z2 / n
        // With no success, or nothing else, the bound is exact and only rounding would miss it.
        lower = successCount == 0 ? 0 : (centre - margin) / scale
        upper = successCount == count ? 1 : (centre + margin) / scale
    }
}
