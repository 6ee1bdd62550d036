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

    package init(
        position: Int64, stream: String, version: Int64, recordedAt: String, duplicate: Bool,
        voidedBy: Int64? = nil
    ) {
        self.position = position
        self.stream = stream
        self.version = version
        self.recordedAt = recordedAt
        self.duplicate = duplicate
        self.voidedBy = voidedBy
    }

    /// Writes the receipt without an encoder: it is in every reply of the hot path.
    package func write(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("position")
        writer.integer(position)
        writer.key("stream")
        writer.string(stream)
        writer.key("version")
        writer.integer(version)
        writer.key("recordedAt")
        writer.string(recordedAt)
        writer.key("duplicate")
        writer.bool(duplicate)
        if let voidedBy {
            writer.key("voidedBy")
            writer.integer(voidedBy)
        }
        writer.endObject()
    }
}
