/// JSON text from elsewhere that is written as it is, such as an event's data out of the log.
package struct RawJSON: Encodable, Sendable {
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package func encode(to encoder: any Encoder) throws {
        let encoder = try JSONValueEncoder.require(encoder, for: self)
        encoder.session.writer.raw(bytes)
    }
}
