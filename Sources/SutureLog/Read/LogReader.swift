package import SutureDomain
package import SutureSystem
import Synchronization

/// Reads a log beside its writer, from any thread, whatever engine keeps it. Nothing is held between calls.
package final class LogReader: Sendable {
    private let engine: any LogEngine
    private let voidsAhead = Mutex(VoidsAhead())
    private let noteDamage: @Sendable (LogFailure) -> Void

    /// - Parameter noteDamage: told of damage that is met while the log is read, before whoever reads it is.
    package init(
        _ engine: any LogEngine, noteDamage: @escaping @Sendable (LogFailure) -> Void = { _ in }
    ) {
        self.engine = engine
        self.noteDamage = noteDamage
    }

    package var identity: LogIdentity { engine.identity }
    /// The file or the server, for failures.
    package var place: String { engine.place }
    /// How many threads can read at once.
    var readerCountMax: Int { engine.readerCountMax }

    package func head() throws(LogFailure) -> LogHead {
        try read { log throws(LogFailure) in try log.head(at: nil) } ?? LogHead(empty: identity)
    }

    /// As the head was when the log ended there, also where the event cannot be read; `nil` if there is none.
    package func head(at position: Position) throws(LogFailure) -> LogHead? {
        try read { log throws(LogFailure) in try log.head(at: position) }
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

    /// Shows the next events that the filter admits, without copying them: as many as a page holds, or until
    /// the body answers that it has seen enough. The body must not keep a row, and should be quick: meanwhile
    /// the log is held.
    /// - Parameter isServed: whether the rows leave for others, who are to get what was written: each is held
    ///   against its stored hash, and damage is a failure with its position.
    /// - Returns: the last position that was looked at; `after` where the log has ended.
    package func scan(
        after: Position, limit: Int, where filter: EventFilter = .all, isServed: Bool = false,
        _ body: (EventRow) throws(LogFailure) -> Bool
    ) throws(LogFailure) -> Position {
        try read { log throws(LogFailure) in
            try scan(log, after: after, limit: limit, where: filter, isServed: isServed, body)
        }
    }

    package func event(at position: Position) throws(LogFailure) -> RecordedEvent? {
        try read { log throws(LogFailure) in try log.event(at: position) }
    }

    /// The last `limit` events of a stream up to the one at that position, in order; fewer where a page would
    /// be too large. The first one's `previous` is where the events before them end.
    /// - Parameter isServed: see ``scan(after:limit:where:isServed:_:)``.
    /// - Throws: ``LogFailure/Kind/corrupt`` if the pointers lead to another stream.
    package func stream(
        _ name: StreamName, endingAt position: Position, limit: Int, isServed: Bool = false
    ) throws(LogFailure) -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        var stray: Position?
        // In one transaction: to begin and to end one takes longer than to read an event.
        try read { log throws(LogFailure) in
            var position = position
            var byteCount = 0
            while position > .zero, events.count < limit, byteCount < EventPage.payloadByteCountMax {
                let event = try isServed ? servedEvent(log, at: position) : log.event(at: position)
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

    /// The void of an event that cannot be decoded, which is to be passed over then: it stands further on in
    /// the stream, in front of whoever meets the event, and counts whatever is asked for. `nil` if there is
    /// none.
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
    /// - Throws: ``LogFailure/Kind/corrupt`` if one of them is missing.
    package func headers(before position: Position, limit: Int) throws(LogFailure) -> [EventHeader] {
        try read { log throws(LogFailure) in
            let headers = try log.headers(before: position, limit: limit)
            for (header, later) in zip(headers.dropFirst(), headers)
            where header.position.number != later.position.number - 1 {
                throw .missing(Position(later.position.number - 1), in: place)
            }
            if headers.count < limit, let first = headers.last, first.position > Position(1) {
                throw .missing(Position(first.position.number - 1), in: place)
            }
            return headers
        }
    }

    /// The last event that was recorded no later than this; zero if there is none.
    package func position(knownAt instant: Instant) throws(LogFailure) -> Position {
        try read { log throws(LogFailure) in
            var known = Position.zero
            var unknown = try log.head(at: nil).map(\.position.next) ?? Position(1)
            // Times never decrease along the log, so halving finds the place.
            while known.next < unknown {
                let middle = Position(known.number + (unknown.number - known.number) / 2)
                let isKnown = try log.head(at: middle).map { $0.recordedAt <= instant }
                if isKnown ?? true { known = middle } else { unknown = middle }
            }
            return known
        }
    }

    /// Readers that are still at work finish first.
    package func close() throws(LogFailure) { try engine.close() }

    private func read<Value>(
        _ body: (any LogSnapshot) throws(LogFailure) -> Value
    ) throws(LogFailure) -> Value {
        var value: Value?
        do {
            try engine.read { log throws(LogFailure) in value = try body(log) }
        } catch {
            if error.kind == .corrupt { noteDamage(error) }
            throw error
        }
        guard let value else { preconditionFailure("an engine shows the log once for each question") }
        return value
    }
}

// MARK: Pages

extension LogReader {
    private func scan(
        _ log: any LogSnapshot, after: Position, limit: Int, where filter: EventFilter, isServed: Bool,
        _ body: (EventRow) throws(LogFailure) -> Bool
    ) throws(LogFailure) -> Position {
        guard limit > 0 else { return after }
        var served = try isServed ? servedRows(log, after: after) : nil
        var through = after
        var byteCount = 0
        var count = 0
        // Positions have no gaps: a range of them bounds the rows that are looked at.
        let last = Position(after.number.addingClamped(Int64(EventPage.scanCountMax)))
        try log.rows(after: after, through: last) { row throws(LogFailure) in
            let isAdmitted = filter.admits(row)
            if isAdmitted {
                byteCount += row.data.count + row.metadata.count
                if byteCount > EventPage.payloadByteCountMax, count > 0 { return false }
            }
            if isServed {
                // Where there is no row at the position, none may be behind it.
                guard served != nil else { throw .missing(after, in: place) }
                try served?.check(row, isServed: isAdmitted)
            }
            through = Position(row.position)
            guard isAdmitted else { return true }
            count += 1
            return try body(row) && count < limit
        }
        guard through == after, let next = try position(log, after: after), next > after.next else {
            return through
        }
        // Not the end, but a hole of a damaged log that is wider than the range.
        return try scan(
            log, after: Position(next.number - 1), limit: limit, where: filter, isServed: isServed, body)
    }

    /// `nil` where there is no event at the position.
    private func servedRows(
        _ log: any LogSnapshot, after position: Position
    ) throws(LogFailure) -> ServedRows? {
        let hash = try position > .zero ? log.head(at: position)?.hash : identity.hash
        return hash.map { ServedRows(after: position, hash: $0, place: place) }
    }

    /// The event, held against its stored hash.
    private func servedEvent(
        _ log: any LogSnapshot, at position: Position
    ) throws(LogFailure) -> RecordedEvent? {
        var event: RecordedEvent?
        _ = try scan(
            log, after: Position(position.number.addingClamped(-1)), limit: 1, where: .all, isServed: true
        ) { row throws(LogFailure) in
            event = RecordedEvent(row)
            return true
        }
        return event
    }

    private func position(
        _ log: any LogSnapshot, after position: Position
    ) throws(LogFailure) -> Position? {
        var next: Position?
        try log.rows(after: position, through: Position(.max)) { row throws(LogFailure) in
            next = Position(row.position)
            return false
        }
        return next
    }
}
