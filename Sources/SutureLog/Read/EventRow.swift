import SutureCodec
package import SutureDomain
package import SutureSystem

/// A row of the log as SQLite holds it: nothing is copied and nothing looked at.
///
/// The bytes stand until the row is left, so an `EventRow` never leaves the closure that it is shown to. They are shown
/// as pointers because whoever goes along a whole log has no time for five arrays and strings for each event.
package struct EventRow {
    static let columns =
        "position, stream, version, previous, type, schema, occurred_on, recorded_at, data, metadata, hash"

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

    /// The row that a SELECT of ``columns`` stands on.
    init(_ rows: Rows) {
        position = rows.integer(0)
        stream = rows.bytes(1)
        version = rows.integer(2)
        previous = rows.integer(3)
        type = rows.bytes(4)
        schema = rows.integer(5)
        occurredOn = rows.bytes(6)
        recordedAt = rows.integer(7)
        data = rows.bytes(8)
        metadata = rows.bytes(9)
        hash = rows.bytes(10)
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
