internal import GRDB
package import SutureDomain
package import SutureSystem
internal import Synchronization

/// Reads a log beside its writer, from any thread. No transaction outlives a call, so a slow reader never keeps the
/// write-ahead log from being checkpointed.
package final class LogReader: Sendable {
    static let connectionCountMax = 4
    static let busyTimeoutMilliseconds = 10_000

    package let identity: LogIdentity
    /// The path of the file.
    package let place: String
    private let pool: DatabasePool
    private let voidsAhead = Mutex(VoidsAhead())
    private let noteDamage: @Sendable (LogFailure) -> Void

    /// Opens `log.db` for reading; makes nothing.
    ///
    /// A folder that cannot be written is no obstacle as long as the whole log is in `log.db` itself.
    /// - Parameter noteDamage: told of damage that is met while the log is read, before whoever reads it is.
    package static func open(
        path: String, noteDamage: @escaping @Sendable (LogFailure) -> Void = { _ in }
    ) throws(LogFailure) -> LogReader {
        if let absence = DurableFile.absence(of: path) ?? DurableFile.oddity(of: path) {
            throw LogFailure(
                .io, "open the log", in: path, because: absence,
                hint: "Name a log.db or the state directory that holds it.")
        }
        do {
            return try LogReader(path: path, place: path, noteDamage)
        } catch let error as DatabaseError where isOfUnwritableFolder(error) {
            return try openUnwritable(path, noteDamage)
        } catch {
            throw LogFailure(error, "open the log", in: path)
        }
    }

    /// SQLite needs a file of shared memory beside the log, which it cannot make here. Without a write-ahead log nobody
    /// can be writing, and the log can be read as if it stood on a CD.
    private static func openUnwritable(
        _ path: String, _ noteDamage: @escaping @Sendable (LogFailure) -> Void
    ) throws(LogFailure) -> LogReader {
        guard DurableFile.size(path + "-wal") == 0 else {
            throw LogFailure(
                .readOnly, "open the log", in: path,
                because:
                    "its write-ahead log holds events that are not in the log yet, and the folder cannot be written",
                hint: "Read it with an account that may write there, or copy both files to a folder of yours."
            )
        }
        do {
            return try LogReader(path: "file:\(escaped(path))?immutable=1", place: path, noteDamage)
        } catch {
            throw LogFailure(error, "open the log", in: path)
        }
    }

    private static func isOfUnwritableFolder(_ error: DatabaseError) -> Bool {
        error.resultCode == .SQLITE_READONLY
            || error.resultCode == .SQLITE_CANTOPEN && Descriptors.shortage == nil
    }

    /// A path as it may stand in a URI.
    private static func escaped(_ path: String) -> String {
        path.map { "?#%".contains($0) ? "%" + Array(String($0).utf8).hexadecimal : String($0) }.joined()
    }

    private init(
        path: String, place: String, _ noteDamage: @escaping @Sendable (LogFailure) -> Void
    ) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.foreignKeysEnabled = false
        configuration.maximumReaderCount = LogReader.connectionCountMax
        configuration.busyMode = .timeout(Double(LogReader.busyTimeoutMilliseconds) / 1000)
        pool = try DatabasePool(path: path, configuration: configuration)
        identity = try pool.read { db in try LogSchema.identity(in: db, place: place) }
        self.place = place
        self.noteDamage = noteDamage
    }

    package func head() throws(LogFailure) -> LogHead {
        try read { db throws(LogFailure) in try EventRows.head(in: db, place: place) }
            ?? LogHead(empty: identity)
    }

    /// As the head was when the log ended there, also where the event cannot be read; `nil` if there is none.
    package func head(at position: Position) throws(LogFailure) -> LogHead? {
        try read { db throws(LogFailure) in try EventRows.head(in: db, place: place, at: position) }
    }

    /// At most `limit` events behind the position, in order; fewer where a page would be too large.
    package func events(after: Position, limit: Int) throws(LogFailure) -> [RecordedEvent] {
        try page(after: after, limit: limit).events
    }

    /// The next events that the filter admits. The log has ended where ``EventPage/through`` does not move.
    /// - Parameter isServed: see ``scan(after:limit:where:isServed:_:)``.
    package func page(
        after: Position, limit: Int, where filter: EventFilter = .all, isServed: Bool = false
    ) throws(LogFailure) -> EventPage {
        var events: [RecordedEvent] = []
        let through = try scan(after: after, limit: limit, where: filter, isServed: isServed) {
            row throws(LogFailure) in
            events.append(RecordedEvent(row))
            return true
        }
        return EventPage(events: events, through: through)
    }

    /// Shows the next events that the filter admits, without copying them: as many as a page holds, or until the body
    /// answers that it has seen enough. The body must not keep a row, and should be quick: meanwhile the log is held.
    /// - Parameter isServed: whether the rows leave for others, who are to get what was written: each is held against its
    ///   stored hash, and damage is a failure with its position.
    /// - Returns: the last position that was looked at; `after` where the log has ended.
    package func scan(
        after: Position, limit: Int, where filter: EventFilter = .all, isServed: Bool = false,
        _ body: (EventRow) throws(LogFailure) -> Bool
    ) throws(LogFailure) -> Position {
        try read { db throws(LogFailure) in
            try EventRows.scan(
                in: db, place: place, after: after, limit: limit, where: filter,
                servedOf: isServed ? identity : nil, body)
        }
    }

    package func event(at position: Position) throws(LogFailure) -> RecordedEvent? {
        try read { db throws(LogFailure) in try EventRows.event(in: db, place: place, at: position) }
    }

    /// The last `limit` events of a stream up to the one at that position, in order; fewer where a page would be too large.
    /// The first one's `previous` is where the events before them end.
    /// - Parameter isServed: see ``scan(after:limit:where:isServed:_:)``.
    /// - Throws: ``LogFailure/Kind/corrupt`` if the pointers lead to another stream.
    package func stream(
        _ name: StreamName, endingAt position: Position, limit: Int, isServed: Bool = false
    ) throws(LogFailure) -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        var stray: Position?
        // In one transaction: to begin and to end one takes longer than to read an event.
        try read { db throws(LogFailure) in
            var position = position
            var byteCount = 0
            while position > .zero, events.count < limit, byteCount < EventPage.payloadByteCountMax {
                let event =
                    try isServed
                    ? EventRows.servedEvent(in: db, place: place, of: identity, at: position)
                    : EventRows.event(in: db, place: place, at: position)
                guard let event, event.stream == name, event.previous < position else {
                    stray = position
                    return
                }
                events.append(event)
                byteCount += event.data.count + event.metadata.count
                position = event.previous
            }
        }
        // Not for ``noteDamage``: who asks may have been led there by read models that are wrong.
        if let stray {
            throw LogFailure(
                .corrupt, "read the stream", in: place, because: "there is no event of \(name)",
                hint:
                    "Verify the log with suture-replay; if it is sound, move views.db away and start the daemon again.",
                at: stray)
        }
        return events.reversed()
    }

    /// The void of an event that cannot be decoded, which is to be passed over then: it stands further on in the stream, in
    /// front of whoever meets the event, and counts whatever is asked for. `nil` if there is none.
    ///
    /// To be asked of such an event only: it takes a walk along the log behind it.
    package func void(
        ofUndecodable event: Position, of stream: StreamName
    ) throws(LogFailure) -> Position? {
        let found = try voidsAhead.withLock { voids throws(LogFailure) in
            try voids.void(of: event) { after, body throws(LogFailure) in
                try scan(after: after, limit: EventPage.scanCountMax, body)
            }
        }
        guard let found, try self.event(at: found)?.stream == stream else { return nil }
        return found
    }

    /// At most `limit` events before the position, the latest first, without their data.
    package func headers(before: Position, limit: Int) throws(LogFailure) -> [EventHeader] {
        try read { db throws(LogFailure) in
            try EventRows.headers(in: db, place: place, before: before, limit: limit)
        }
    }

    /// The last event that was recorded no later than this; zero if there is none.
    package func position(knownAt instant: Instant) throws(LogFailure) -> Position {
        try read { db throws(LogFailure) in
            var known = Position.zero
            var unknown = try EventRows.head(in: db, place: place).map(\.position.next) ?? Position(1)
            // Times never decrease along the log, so halving finds the place.
            while known.next < unknown {
                let middle = Position(known.number + (unknown.number - known.number) / 2)
                let isKnown = try EventRows.recordedAt(in: db, place: place, at: middle).map { $0 <= instant }
                if isKnown ?? true { known = middle } else { unknown = middle }
            }
            return known
        }
    }

    /// Readers that are still at work finish first.
    package func close() throws(LogFailure) {
        do {
            try pool.close()
        } catch {
            throw LogFailure(error, "close", in: place)
        }
    }

    private func read<Value>(
        _ body: (Database) throws(LogFailure) -> Value
    ) throws(LogFailure) -> Value {
        do {
            return try pool.read { db in try body(db) }
        } catch {
            let failure = LogFailure(error, "read", in: place)
            if failure.kind == .corrupt { noteDamage(failure) }
            throw failure
        }
    }
}
