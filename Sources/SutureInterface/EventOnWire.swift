package import SutureDomain
internal import SutureJSON

/// An event as `org.suture.Log` and `org.suture.Records` show it, while someone else holds its bytes.
///
/// Followers take some hundred thousand events a second. So it is written without an encoder, behind others in one
/// buffer.
package struct EventOnWire {
    package var position: Int64
    package var stream: UnsafeRawBufferPointer
    package var version: Int64
    package var type: UnsafeRawBufferPointer
    package var schema: Int64
    package var occurredOn: UnsafeRawBufferPointer
    package var recordedAt: Instant
    /// JSON, written as it is.
    package var data: UnsafeRawBufferPointer
    /// JSON, written as it is.
    package var metadata: UnsafeRawBufferPointer
    package var hash: UnsafeRawBufferPointer

    package init(
        position: Int64, stream: UnsafeRawBufferPointer, version: Int64, type: UnsafeRawBufferPointer,
        schema: Int64, occurredOn: UnsafeRawBufferPointer, recordedAt: Instant, data: UnsafeRawBufferPointer,
        metadata: UnsafeRawBufferPointer, hash: UnsafeRawBufferPointer
    ) {
        self.position = position
        self.stream = stream
        self.version = version
        self.type = type
        self.schema = schema
        self.occurredOn = occurredOn
        self.recordedAt = recordedAt
        self.data = data
        self.metadata = metadata
        self.hash = hash
    }

    /// Appends the event as a JSON object.
    package func write(into json: inout [UInt8]) {
        json.append(#"{"position":"#)
        json.append(position)
        json.append(#","stream":"#)
        json.append(quoted: stream)
        json.append(#","version":"#)
        json.append(version)
        json.append(#","type":"#)
        json.append(quoted: type)
        json.append(#","schema":"#)
        json.append(schema)
        json.append(#","occurredOn":"#)
        json.append(quoted: occurredOn)
        json.append(#","recordedAt":""#)
        json.append(contentsOf: recordedAt.description.utf8)
        json.append(#"","data":"#)
        json.append(contentsOf: data)
        json.append(#","metadata":"#)
        json.append(contentsOf: metadata)
        json.append(#","hash":""#)
        json.append(hexadecimal: hash)
        json.append(#""}"#)
    }

    /// An event as a JSON object.
    /// - Parameter data: the event's fields as they are to be shown.
    package static func bytes(of event: RecordedEvent, data: [UInt8]) -> [UInt8] {
        let texts = [event.stream.text, event.type.text, event.occurredOn.text].map { Array($0.utf8) }
        let parts = texts + [data, event.metadata, event.hash]
        return Array(parts.joined()).withUnsafeBytes { bytes in
            var end = 0
            let columns = parts.map { part in
                defer { end += part.count }
                return UnsafeRawBufferPointer(rebasing: bytes[end..<end + part.count])
            }
            let event = EventOnWire(
                position: event.position.number, stream: columns[0], version: event.version.number,
                type: columns[1], schema: Int64(event.schema), occurredOn: columns[2],
                recordedAt: event.recordedAt, data: columns[3], metadata: columns[4], hash: columns[5])
            var json: [UInt8] = []
            json.reserveCapacity(bytes.count + 256)
            event.write(into: &json)
            return json
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }

    fileprivate mutating func append(_ number: Int64) {
        if (0...9).contains(number) {
            append(UInt8(truncatingIfNeeded: 0x30 + number))
        } else {
            append(contentsOf: String(number).utf8)
        }
    }

    /// Names and dates of a sound log need no escape; a writer of JSON takes care of any other text.
    fileprivate mutating func append(quoted text: UnsafeRawBufferPointer) {
        let isPlain = text.allSatisfy {
            (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        if isPlain {
            append(UInt8(ascii: "\""))
            append(contentsOf: text)
            append(UInt8(ascii: "\""))
        } else {
            var writer = JSONWriter()
            writer.string(String(decoding: text, as: UTF8.self))
            append(contentsOf: writer.bytes)
        }
    }
}
