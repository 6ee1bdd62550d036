package import SutureDomain
package import SutureJSON

/// What was recorded, as a client is told.
package struct Receipt: Codable, Hashable, Sendable {
    /// Of the first event; 0 for a dry run.
    package var position: Int64
    package var stream: String
    package var version: Int64
    /// RFC 3339, UTC, microseconds.
    package var recordedAt: String
    /// Whether the command had been recorded before.
    package var duplicate: Bool
    /// Of a duplicate: the position of the event that has voided it since.
    package var voidedBy: Int64?

    /// - Parameter recordedAt: when the event was recorded, where that was put into words before.
    package init(
        of event: RecordedEvent, isDuplicate: Bool, recordedAt: String? = nil, voidedBy void: Position? = nil
    ) {
        position = event.position.number
        stream = event.stream.text
        version = event.version.number
        self.recordedAt = recordedAt ?? event.recordedAt.description
        duplicate = isDuplicate
        voidedBy = void?.number
    }

    /// Of a dry run.
    package init(
        trialOf stream: StreamName, _ version: StreamVersion, at moment: String, isDuplicate: Bool = false
    ) {
        position = 0
        self.stream = stream.text
        self.version = version.number
        recordedAt = moment
        duplicate = isDuplicate
    }

    /// Writes the receipt without an encoder: it is in every reply of the hot path.
    package func write(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("position", position)
        writer.member("stream", stream)
        writer.member("version", version)
        writer.member("recordedAt", recordedAt)
        writer.key("duplicate")
        writer.bool(duplicate)
        writer.member("voidedBy", voidedBy)
        writer.endObject()
    }

    /// What the method of a single command answers.
    package var reply: [UInt8] {
        var writer = JSONWriter(byteCapacity: 192)
        writer.beginObject()
        writer.key("receipt")
        write(into: &writer)
        writer.endObject()
        return writer.bytes
    }
}
