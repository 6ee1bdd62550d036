import SutureOutput

/// One line on standard error about what is being measured, where somebody sees it.
enum ProgressLine {
    private static let isSeen = Output.error.isTerminal

    static func show(_ text: String) { if isSeen { write("\r\u{1B}[K\(text) …") } }
    static func clear() { if isSeen { write("\r\u{1B}[K") } }

    private static func write(_ text: String) { try? Output.error.write(text) }
}
