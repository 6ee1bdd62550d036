/// Numbers as people read them.
enum Figure {
    /// `1,234,567`
    static func count(_ number: Int) -> String {
        var groups: [String] = []
        var rest = number
        while rest >= 1000 {
            let group = String(rest % 1000)
            groups.append(String(repeating: "0", count: 3 - group.count) + group)
            rest /= 1000
        }
        return ([String(rest)] + groups.reversed()).joined(separator: ",")
    }

    /// `12.3 s`
    static func seconds(_ seconds: Double) -> String { "\(decimal(Int(seconds * 10), digits: 1)) s" }

    /// `1.234 ms`
    static func milliseconds(ofMicroseconds number: UInt64) -> String {
        "\(decimal(Int(number), digits: 3)) ms"
    }

    /// `12,345 per second`
    static func rate(_ number: Int, in seconds: Double) -> String {
        "\(count(seconds > 0 ? Int(Double(number) / seconds) : 0)) per second"
    }

    /// A number that is given in tenths, or in thousandths.
    private static func decimal(_ number: Int, digits: Int) -> String {
        let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
        let fraction = String(number % scale)
        return "\(count(number / scale)).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
    }
}
