import SutureDomain
import SutureLog
import SutureProjection
import SutureReadModels

extension ViewsDatabase {
    func follow(
        _ source: EventSource, after position: Position, upTo head: Position,
        _ progress: (Position) throws -> Void
    ) throws {
        try source.forEachPage(after: position, upTo: head) { page in
            try apply(page.events, from: source)
            try progress(page.end)
        }
        try finishRebuild()
    }

    /// Where in the log they stand; `nil` if they are of another log, or lead this one.
    func place(in reader: LogReader, of log: any EventLog) throws -> LogHead? {
        guard let checkpoint = try checkpoint(), checkpoint.logID == log.identity.id else { return nil }
        if checkpoint.position == .zero { return LogHead(empty: log.identity) }
        guard let head = try reader.head(at: checkpoint.position), head.hash == checkpoint.hash else {
            return nil
        }
        return head
    }
}
