import SutureDomain
import SutureLog
import SutureProjection
import SutureReadModels

/// Makes read models anew from events.
enum ViewsRebuild {
    /// - Parameters:
    ///   - goal: the last event that counts.
    ///   - path: a file that does not exist yet; there is none after a failure either.
    static func run(_ reader: LogReader, upTo goal: Position, into path: String) throws {
        var bar = ProgressBar()
        defer { bar.finish() }
        try ViewsDatabase.make(path: path, from: EventSource(reader), upTo: goal) { bar.show($0, of: goal) }
    }
}
