import SutureDomain
import SutureOutput

/// How far a walk along the log is, on one line of the terminal; nothing where there is no terminal.
struct ProgressBar {
    private static let width = 40

    private let isShown = Output.error.isTerminal
    private var percent: Int64 = -1

    init() {}

    mutating func show(_ done: Position, of goal: Position) {
        guard isShown, goal > .zero else { return }
        let percent = done.number * 100 / goal.number
        guard percent != self.percent else { return }
        self.percent = percent
        let filled = Int(percent) * ProgressBar.width / 100
        let bar =
            String(repeating: "#", count: filled) + String(repeating: " ", count: ProgressBar.width - filled)
        write("\r[\(bar)] \(percent) %  \(done) of \(goal)")
    }

    /// Leaves no trace on the terminal.
    mutating func finish() {
        guard percent >= 0 else { return }
        percent = -1
        write("\r\u{1B}[K")
    }

    /// Progress that cannot be shown is no reason to stop.
    private func write(_ text: String) { try? Output.error.write(text) }
}
