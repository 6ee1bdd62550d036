import Foundation
import SutureDomain
import SutureJSON
import SutureLog

/// An event in the JSON format of CloudEvents 1.0. Data that are no object of JSON are `data_base64`.
///
/// Beyond the standard's own attributes it has these, whose names may hold lower-case letters and digits
/// only, and whose integers are too small for positions: `position`, `streamversion`, `schemaversion`,
/// `occurredon`, `hash`, and `metadata`, which is JSON in a string.
struct CloudEvent {
    let json: [UInt8]

    init(_ event: RecordedEvent, of log: LogIdentity) {
        let isJSON = event.data.withUnsafeBytes { JSONDocument.isObject($0) }
        var writer = JSONWriter(byteCapacity: 512 + event.data.count + event.metadata.count)
        writer.beginObject()
        for (name, text) in [
            ("specversion", "1.0"),
            ("id", "\(log.id)/\(event.position)"),
            ("source", "urn:uuid:\(log.id)"),
            ("type", "\(Product.namespace).\(event.type)"),
            ("subject", event.stream.text),
            ("time", event.recordedAt.description),
            ("datacontenttype", isJSON ? "application/json" : "application/octet-stream"),
            ("position", event.position.description),
            ("streamversion", event.version.description),
            ("schemaversion", "\(event.schema)"),
            ("occurredon", event.malformedDate ?? event.occurredOn.text),
            ("metadata", String(decoding: event.metadata, as: UTF8.self)),
            ("hash", event.hash.hexadecimal),
        ] {
            writer.key(name)
            writer.string(text)
        }
        if isJSON {
            writer.key("data")
            writer.raw(event.data)
        } else {
            writer.key("data_base64")
            writer.string(Data(event.data).base64EncodedString())
        }
        writer.endObject()
        json = writer.bytes
    }
}
