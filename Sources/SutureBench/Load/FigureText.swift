/// Numbers as people read them.
enum FigureText {
    /// `1,234,567`
    static func count(_ number: Int) -> String {
        var groups: [String] = []
        var rest = number
        while rest >= 1000 {
            groups.append((rest % 1000).padded(to: 3))
            rest /= 1000
        }
        return ([String(rest)] + groups.reversed()).joined(separator: ",")
    }

    /// A number that is not negative, rounded to so many digits behind the point.
    static func decimal(_ number: Double, digits: Int) -> String {
        let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
        let scaled = Int((number * Double(scale)).rounded())
        guard digits > 0 else { return count(scaled) }
        return "\(count(scaled / scale)).\((scaled % scale).padded(to: digits))"
    }

    /// `12.3 s`
    static func seconds(_ seconds: Double) -> String { "\(decimal(seconds, digits: 1)) s" }

    /// `12,345 per second`
    static func rate(_ number: Int, in seconds: Double) -> String {
        "\(count(seconds > 0 ? Int(Double(number) / seconds) : 0)) per second"
    }

    /// The middle one; of an even number the mean of the two in the middle. There must be one.
    static func median(_ numbers: [Double]) -> Double {
        precondition(!numbers.isEmpty, "Nothing has no median.")
        let sorted = numbers.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// The median of a/b over pairs that ran one after the other, so that what slows both leaves it as it is.
    static func ratio(_ pairs: [(Double, Double)]) -> Double { median(pairs.map { $0 / $1 }) }
}
