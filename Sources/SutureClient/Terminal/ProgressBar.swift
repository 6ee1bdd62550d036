import SutureOutput

/// A line on the terminal that says how far a long run is; nothing where there is no terminal.
struct ProgressBar {
    private static let barWidth = 24
    /// Redrawn after so many steps at the earliest.
    private static let stepCountPerDrawing = 50

    private let output: Output
    private let noun: String
    /// `nil` while nobody knows.
    private let total: Int?
    private var count = 0

    init(total: Int?, noun: String, output: Output = .error) {
        self.total = total
        self.noun = noun
        self.output = output
    }

    mutating func advance(to count: Int) {
        let before = self.count / ProgressBar.stepCountPerDrawing
        self.count = count
        if output.isTerminal, count / ProgressBar.stepCountPerDrawing != before || count == total {
            draw(ProgressBar.text(count: count, total: total, noun: noun))
        }
    }

    /// Takes the line away, so that what follows stands where it stood.
    func clear() {
        if output.isTerminal { draw("") }
    }

    /// Progress that cannot be shown is no reason to stop.
    private func draw(_ text: String) { try? output.write("\r\u{1B}[K\(text)") }

    static func text(count: Int, total: Int?, noun: String) -> String {
        guard let total, total > 0 else { return "\(count) \(noun)" }
        let count = min(count, total)
        let filled = count * barWidth / total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: barWidth - filled)
        return "\(bar) \(count * 100 / total) % of \(total) \(noun)"
    }
}
