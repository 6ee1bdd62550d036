import SutureDomain
import SutureLog
import SutureProgram
import SutureProjection
import SutureReadModels

/// Makes read models anew from events.
enum ViewsRebuild {
    /// - Parameters:
    ///   - goal: the last event that counts.
    ///   - path: a file that does not exist yet; there is none after a failure either.
    static func run(_ reader: LogReader, upTo goal: Position, into path: String) throws {
        var bar = ProgressBar(total: Int(goal.number), noun: "events")
        defer { bar.clear() }
        try ViewsDatabase.make(path: path, from: EventSource(reader), upTo: goal) {
            bar.advance(to: Int($0.number))
        }
    }
}
