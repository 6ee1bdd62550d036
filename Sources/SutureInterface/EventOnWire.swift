package import SutureDomain
import SutureJSON

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
    /// JSON, written as it is if it is an object.
    package var data: UnsafeRawBufferPointer
    /// The same.
    package var metadata: UnsafeRawBufferPointer
    package var hash: UnsafeRawBufferPointer
    /// The position of the event that voided it.
    package var voidedBy: Int64?
    /// How many bytes data and metadata have in the log, where they are cut here.
    private var cutFrom: Int64?

    package init(
        position: Int64, stream: UnsafeRawBufferPointer, version: Int64, type: UnsafeRawBufferPointer,
        schema: Int64, occurredOn: UnsafeRawBufferPointer, recordedAt: Instant, data: UnsafeRawBufferPointer,
        metadata: UnsafeRawBufferPointer, hash: UnsafeRawBufferPointer, voidedBy: Int64? = nil
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
        self.voidedBy = voidedBy
    }

    /// How deep data and metadata may be, so that replies with an event in them can be read.
    private static let depthMax = JSONDocument.depthMaxDefault / 2

    /// Appends the event as a JSON object.
    ///
    /// Whatever stands in the log, it is one: `{}` stands in the place of data and metadata that are no object of JSON, and
    /// `unknown` in that of what is no date. Then the event says that it is cut.
    /// - Parameter payloadByteCountMax: where data and metadata have more, their long texts are cut, and the event says so:
    ///   its hash is not that of what is shown.
    package func write(into json: inout [UInt8], payloadByteCountMax: Int) {
        let byteCount = data.count + metadata.count
        let isData = JSONDocument.isObject(data, depthMax: EventOnWire.depthMax)
        let isMetadata = JSONDocument.isObject(metadata, depthMax: EventOnWire.depthMax)
        let isDate = PartialDate(utf8: occurredOn) != nil
        guard isData, isMetadata, isDate else {
            return EventOnWire.nothing.withUnsafeBytes { nothing in
                EventOnWire.unknown.withUnsafeBytes { unknown in
                    var event = self
                    if !isData { event.data = nothing }
                    if !isMetadata { event.metadata = nothing }
                    if !isDate { event.occurredOn = unknown }
                    event.cutFrom = Int64(byteCount)
                    event.write(into: &json, payloadByteCountMax: payloadByteCountMax)
                }
            }
        }
        guard byteCount > payloadByteCountMax else { return write(into: &json) }
        let shown = EventOnWire.cut(data, byteCountMax: ReplyLimits.rowByteCountMax)
        let circumstances = EventOnWire.cut(metadata, byteCountMax: 2 * ReplyLimits.textByteCountMax)
        shown.withUnsafeBytes { shown in
            circumstances.withUnsafeBytes { circumstances in
                var event = self
                event.data = shown
                event.metadata = circumstances
                event.cutFrom = cutFrom ?? Int64(byteCount)
                event.write(into: &json)
            }
        }
    }

    private static let nothing = Array("{}".utf8)
    private static let unknown = Array(PartialDate.unknown.text.utf8)

    private static func cut(_ json: UnsafeRawBufferPointer, byteCountMax: Int) -> [UInt8] {
        guard let document = try? JSONDocument(parsing: Array(json)) else { return nothing }
        return CutJSON(document.root, byteCountMax: byteCountMax).bytes
    }

    private func write(into json: inout [UInt8]) {
        json.append(literal: #"{"position":"#)
        json.append(decimal: position)
        json.append(literal: #","stream":"#)
        json.append(quoted: stream)
        json.append(literal: #","version":"#)
        json.append(decimal: version)
        json.append(literal: #","type":"#)
        json.append(quoted: type)
        json.append(literal: #","schema":"#)
        json.append(decimal: schema)
        json.append(literal: #","occurredOn":"#)
        json.append(quoted: occurredOn)
        json.append(literal: #","recordedAt":""#)
        json.append(contentsOf: recordedAt.description.utf8)
        json.append(literal: #"","data":"#)
        json.append(contentsOf: data)
        json.append(literal: #","metadata":"#)
        json.append(contentsOf: metadata)
        json.append(literal: #","hash":""#)
        json.append(hexadecimal: hash)
        json.append(literal: #"""#)
        if let voidedBy {
            json.append(literal: #","voidedBy":"#)
            json.append(decimal: voidedBy)
        }
        if let cutFrom {
            json.append(literal: #","cutFrom":"#)
            json.append(decimal: cutFrom)
        }
        json.append(literal: "}")
    }

    /// An event as a JSON object.
    /// - Parameters:
    ///   - data: the event's fields as they are to be shown.
    ///   - voidedBy: the position of the event that voided it.
    ///   - payloadByteCountMax: see ``write(into:payloadByteCountMax:)``.
    package static func bytes(
        of event: RecordedEvent, data: [UInt8], voidedBy: Position? = nil,
        payloadByteCountMax: Int = ReplyLimits.rowByteCountMax
    ) -> [UInt8] {
        let date = event.malformedDate ?? event.occurredOn.text
        let texts = [event.stream.text, event.type.text, date].map { Array($0.utf8) }
        let parts = texts + [data, event.metadata, event.hash]
        return parts.reduce(into: [UInt8]()) { $0 += $1 }.withUnsafeBytes { bytes in
            var end = 0
            let columns = parts.map { part in
                defer { end += part.count }
                return UnsafeRawBufferPointer(rebasing: bytes[end..<end + part.count])
            }
            let event = EventOnWire(
                position: event.position.number, stream: columns[0], version: event.version.number,
                type: columns[1], schema: Int64(event.schema), occurredOn: columns[2],
                recordedAt: event.recordedAt, data: columns[3], metadata: columns[4], hash: columns[5],
                voidedBy: voidedBy?.number)
            var json: [UInt8] = []
            json.reserveCapacity(bytes.count + 256)
            event.write(into: &json, payloadByteCountMax: payloadByteCountMax)
            return json
        }
    }
}
