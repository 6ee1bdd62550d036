import SutureCodec
package import SutureDomain
package import SutureSystem

/// A row of the log where its engine holds it: nothing is copied and nothing looked at.
///
/// The bytes stand until the row is left, so an `EventRow` never leaves the closure that it is shown to. They
/// are shown as pointers because whoever goes along a whole log has no time for five arrays and strings for
/// each event.
package struct EventRow {
    package let position: Int64
    package let stream: UnsafeRawBufferPointer
    package let version: Int64
    package let previous: Int64
    package let type: UnsafeRawBufferPointer
    package let schema: Int64
    package let occurredOn: UnsafeRawBufferPointer
    /// In microseconds since 1970.
    package let recordedAt: Int64
    package let data: UnsafeRawBufferPointer
    package let metadata: UnsafeRawBufferPointer
    package let hash: UnsafeRawBufferPointer

    package init(
        position: Int64, stream: UnsafeRawBufferPointer, version: Int64, previous: Int64,
        type: UnsafeRawBufferPointer, schema: Int64, occurredOn: UnsafeRawBufferPointer, recordedAt: Int64,
        data: UnsafeRawBufferPointer, metadata: UnsafeRawBufferPointer, hash: UnsafeRawBufferPointer
    ) {
        self.position = position
        self.stream = stream
        self.version = version
        self.previous = previous
        self.type = type
        self.schema = schema
        self.occurredOn = occurredOn
        self.recordedAt = recordedAt
        self.data = data
        self.metadata = metadata
        self.hash = hash
    }

    /// - Throws: ``LogFailure/Kind/undecodable`` if no date stands there.
    package func date() throws(LogFailure) -> PartialDate {
        guard let date = PartialDate(utf8: occurredOn) else {
            throw EventCodec.failure(
                malformedDate: String(decoding: occurredOn, as: UTF8.self), at: Position(position))
        }
        return date
    }
}

extension EventRow {
    /// Shows an event that is in memory as a row.
    package static func show<Answer>(
        _ event: RecordedEvent, to body: (EventRow) throws(LogFailure) -> Answer
    ) throws(LogFailure) -> Answer {
        let texts = [event.stream.text, event.type.text, event.malformedDate ?? event.occurredOn.text]
        let bytes = texts.map { Array($0.utf8) } + [event.data, event.metadata, event.hash]
        let ends = bytes.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        let answer: Result<Answer, LogFailure> = bytes.flatMap(\.self).withUnsafeBytes { all in
            func column(_ index: Int) -> UnsafeRawBufferPointer {
                UnsafeRawBufferPointer(rebasing: all[ends[index]..<ends[index + 1]])
            }
            let row = EventRow(
                position: event.position.number, stream: column(0), version: event.version.number,
                previous: event.previous.number, type: column(1), schema: Int64(event.schema),
                occurredOn: column(2), recordedAt: event.recordedAt.microseconds, data: column(3),
                metadata: column(4), hash: column(5))
            return Result { () throws(LogFailure) in try body(row) }
        }
        return try answer.get()
    }
}

extension RecordedEvent {
    package init(_ row: EventRow) {
        let date = PartialDate(utf8: row.occurredOn)
        self.init(
            position: Position(row.position),
            stream: StreamName(recorded: String(decoding: row.stream, as: UTF8.self)),
            version: StreamVersion(row.version), previous: Position(row.previous),
            type: EventType(String(decoding: row.type, as: UTF8.self)), schema: Int(row.schema),
            occurredOn: date ?? .unknown, recordedAt: Instant(microseconds: row.recordedAt),
            data: Array(row.data), metadata: Array(row.metadata), hash: Array(row.hash),
            malformedDate: date == nil ? String(decoding: row.occurredOn, as: UTF8.self) : nil)
    }
}
