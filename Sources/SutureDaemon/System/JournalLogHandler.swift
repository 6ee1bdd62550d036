import Foundation
import Logging
import SutureOutput
import Synchronization

/// Writes to standard error, a line a message, with the priority in front for the journal (sd-daemon(3)).
struct JournalLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level {
        get { JournalLogHandler.level.withLock { $0 } }
        set { JournalLogHandler.level.withLock { $0 = newValue } }
    }

    /// One level for all loggers, so that a reload changes it everywhere.
    static let level = Mutex(Logger.Level.info)

    init() {}

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var text = "\(event.message)"
        let facts = metadata.merging(event.metadata ?? [:]) { $1 }
        for (name, value) in facts.sorted(by: { $0.key < $1.key }) { text += " \(name)=\(value)" }
        JournalLogHandler.write(
            text.replacing("\n", with: " "), level: event.level, origin: event.level.rawValue)
    }

    /// Writes to standard error: for the journal in one line with the priority in front, for a person with
    /// the origin in front.
    static func write(_ text: String, level: Logger.Level, origin: String) {
        let line =
            isJournal ? "<\(priority(of: level))>" + text.replacing("\n", with: " ") : "\(origin): \(text)"
        // One write a line keeps the lines of several threads apart.
        Output.error.complain(line)
    }

    /// Whether standard error is the journal's stream: children inherit the variable even if it is not.
    private static let isJournal: Bool = {
        guard let stream = ProcessInfo.processInfo.environment["JOURNAL_STREAM"] else { return false }
        var status = stat()
        return fstat(STDERR_FILENO, &status) == 0 && stream == "\(status.st_dev):\(status.st_ino)"
    }()

    private static func priority(of level: Logger.Level) -> Int {
        switch level {
        case .critical: 2
        case .error: 3
        case .warning: 4
        case .notice: 5
        case .info: 6
        case .debug, .trace: 7
        }
    }
}
