import SutureDomain
import SutureLog
import SutureReadModels

/// Makes read models anew from events.
enum ViewsRebuild {
    /// - Parameter path: a file that does not exist yet.
    /// - Returns: how many events were projected.
    static func run(_ walk: LogWalk, into path: String) throws -> Int {
        let views = try ViewsDatabase(path: path)
        try views.reset(logID: walk.reader.identity.id, startHash: walk.reader.identity.hash)
        var eventCount = 0
        try walk.forEachPage { events in
            try views.apply(events.map(DecodedEvent.init(decoding:)))
            eventCount += events.count
        }
        try views.finishRebuild()
        try views.close()
        return eventCount
    }
}
