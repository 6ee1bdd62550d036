import Foundation
package import Logging
package import Synchronization

/// Writes to standard error, one line a message, with the priority in front where the journal reads it
/// (sd-daemon(3)).
package struct JournalLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level {
        get { JournalLogHandler.level.withLock { $0 } }
        set { JournalLogHandler.level.withLock { $0 = newValue } }
    }

    /// One level for all loggers, so that a reload changes it everywhere.
    package static let level = Mutex(Logger.Level.info)

    private let label: String
    private let isJournal: Bool

    package init(label: String) {
        self.label = label
        isJournal = ProcessInfo.processInfo.environment["JOURNAL_STREAM"] != nil
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var line = isJournal ? "<\(priority(of: event.level))>" : "\(event.level.rawValue): "
        line += "\(event.message)"
        let facts = metadata.merging(event.metadata ?? [:]) { $1 }
        for (name, value) in facts.sorted(by: { $0.key < $1.key }) { line += " \(name)=\(value)" }
        // One write a line keeps the lines of several threads apart.
        FileHandle.standardError.write(Data((line.replacing("\n", with: " ") + "\n").utf8))
    }

    private func priority(of level: Logger.Level) -> Int {
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
