import SutureDomain
import SutureLog
import SutureReadModels

/// Makes read models anew from events.
enum ViewsRebuild {
    private static let pageEventCountMax = 5_000

    /// - Parameters:
    ///   - goal: the last event that counts.
    ///   - path: a file that does not exist yet; there is none after a failure either.
    static func run(_ reader: LogReader, upTo goal: Position, into path: String) throws {
        let source = EventSource(logID: reader.identity.id, startHash: reader.identity.hash) {
            try reader.events(after: $0, limit: pageEventCountMax)
        }
        var bar = ProgressBar()
        defer { bar.finish() }
        try ViewsDatabase.make(path: path, from: source, upTo: goal) { bar.show($0, of: goal) }
    }
}
