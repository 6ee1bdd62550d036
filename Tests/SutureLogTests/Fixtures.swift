import SutureDomain
import SutureLog
import SutureSQLiteLog
import SutureSystem

extension Instant {
    /// When the tests' logs were made.
    static let creation = Instant(microseconds: 1_700_000_000_000_000)

    static func seconds(_ count: Int64) -> Instant {
        Instant(microseconds: creation.microseconds + count * 1_000_000)
    }
}

extension LogIdentity {
    static let sample = LogIdentity(id: "6f1c2d3e-4b5a-4678-9abc-def012345678", createdAt: .creation)
}

extension NewEvent {
    static let sampleMetadata = Array(#"{"actor":{"uid":1000,"user":"mei","role":"recorder"}}"#.utf8)

    /// A note on a trial.
    static func note(
        _ text: String, on stream: String = "trial/T-001", version: Int64 = 1, previous: Int64 = 0,
        occurredOn: PartialDate = "2022-11-07"
    ) -> NewEvent {
        NewEvent(
            stream: StreamName(recorded: stream), version: StreamVersion(version),
            previous: Position(previous),
            type: "trial.note-added", schema: 1, occurredOn: occurredOn,
            data: Array(#"{"text":"\#(text)"}"#.utf8),
            metadata: sampleMetadata)
    }

    /// Notes on trials in turn, so that streams are interleaved; numbered on from `first`.
    static func notes(_ positions: ClosedRange<Int64>, streamCount: Int64 = 3) -> [NewEvent] {
        positions.map { position in
            let version = (position - 1) / streamCount + 1
            return .note(
                "note \(position)", on: "trial/T-\((position - 1) % streamCount)", version: version,
                previous: version == 1 ? 0 : position - streamCount)
        }
    }
}

extension SQLiteEventLog {
    static func open(in folder: TemporaryFolder, fault: AppendFault? = nil) throws(LogFailure)
        -> SQLiteEventLog
    {
        try open(path: folder.file("log.db"), newIdentity: .sample, fault: fault)
    }
}

extension EventLog {
    /// As a reader beside the writer sees them.
    func events(after position: Position, limit: Int) throws(LogFailure) -> [RecordedEvent] {
        let reader = try reader()
        let events = try reader.events(after: position, limit: limit)
        try reader.close()
        return events
    }

    func event(at position: Position) throws(LogFailure) -> RecordedEvent? {
        let reader = try reader()
        let event = try reader.event(at: position)
        try reader.close()
        return event
    }
}
