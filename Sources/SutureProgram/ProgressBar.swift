package import SutureOutput

/// A line on the terminal that says how far a long run is; nothing where there is no terminal.
package struct ProgressBar {
    private static let barWidth = 24
    /// Redrawn after so many steps at the earliest, where nobody knows how many there will be.
    private static let stepCountPerDrawing = 50

    private let output: Output
    private let noun: String
    /// `nil` while nobody knows.
    private let total: Int?
    private var drawn: Int?

    package init(total: Int?, noun: String, output: Output = .error) {
        self.total = total
        self.noun = noun
        self.output = output
    }

    package mutating func advance(to count: Int) {
        guard output.isTerminal else { return }
        let stage = total.map { $0 > 0 ? count * 100 / $0 : 0 } ?? count / ProgressBar.stepCountPerDrawing
        guard stage != drawn else { return }
        drawn = stage
        draw(ProgressBar.text(count: count, total: total, noun: noun))
    }

    /// Takes the line away, so that what follows stands where it stood.
    package func clear() {
        if drawn != nil { draw("") }
    }

    /// Progress that cannot be shown is no reason to stop.
    private func draw(_ text: String) { try? output.write("\r\u{1B}[K\(text)") }

    /// What it shows.
    package static func text(count: Int, total: Int?, noun: String) -> String {
        guard let total, total > 0 else { return "\(count) \(noun)" }
        let count = min(count, total)
        let filled = count * barWidth / total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: barWidth - filled)
        return "\(bar) \(count * 100 / total) % of \(total) \(noun)"
    }
}
