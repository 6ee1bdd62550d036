import Crypto
package import SutureDomain
import SutureJSON

/// What a command id stands for: the same id with the same content is the same command, for ever.
///
/// `occurredOn` counts as the client wrote it: filled in, a command repeated after midnight would be another.
package struct CommandContent: Sendable {
    /// The full name (`trial.log-outcome`).
    package var command: String
    /// The command's fields in the form in which they are stored, personal data in plain.
    package var fields: [UInt8]
    /// Of the record that it is about.
    package var id: String
    package var occurredOn: PartialDate?
    package var reason: String?
    package var sources: [String]
    package var onBehalfOf: String?

    package init(
        _ command: String, fields: [UInt8], id: String, occurredOn: PartialDate? = nil,
        reason: String? = nil, sources: [String] = [], onBehalfOf: String? = nil
    ) {
        self.command = command
        self.fields = fields
        self.id = id
        self.occurredOn = occurredOn
        self.reason = reason
        self.sources = sources
        self.onBehalfOf = onBehalfOf
    }

    /// The content as JSON in one fixed form, to be digested and never written: personal data is in plain.
    package func canonicalBytes() -> [UInt8] {
        var json = JSONWriter(byteCapacity: fields.count + 192)
        json.beginObject()
        json.member("command", command)
        json.member("id", id)
        json.member("fields", raw: fields)
        json.member("occurredOn", occurredOn?.text)
        json.member("reason", reason)
        json.member("sources", sources.isEmpty ? nil : sources)
        json.member("onBehalfOf", onBehalfOf)
        json.endObject()
        return json.bytes
    }

    /// SHA-256 in hexadecimal. Content with personal data is digested under the person's key instead.
    package static func digest(_ bytes: [UInt8]) -> String {
        var function = SHA256()
        bytes.withUnsafeBytes { function.update(bufferPointer: $0) }
        return function.finalize().withUnsafeBytes { $0.hexadecimal }
    }
}
