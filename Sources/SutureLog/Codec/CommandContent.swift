internal import Crypto
package import SutureDomain
internal import SutureJSON

/// What a command id stands for: the same id with the same content is the same command, for ever.
///
/// `occurredOn` counts as the client wrote it. Left out it stays out, or a command repeated after midnight would be
/// another one.
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

    /// The content as JSON in one fixed form. Personal data stands in it in plain: it is digested and never written.
    package func canonicalBytes() -> [UInt8] {
        var json: [UInt8] = []
        json.reserveCapacity(fields.count + 192)
        json.append(literal: #"{"command":"#)
        json.append(quoted: command)
        json.append(member: id, #","id":"#)
        json.append(literal: #","fields":"#)
        json.append(contentsOf: fields)
        json.append(member: occurredOn?.text, #","occurredOn":"#)
        json.append(member: reason, #","reason":"#)
        if !sources.isEmpty {
            json.append(literal: #","sources":"#)
            json.append(array: sources)
        }
        json.append(member: onBehalfOf, #","onBehalfOf":"#)
        json.append(literal: "}")
        return json
    }

    /// SHA-256 in hexadecimal. Content with personal data is digested by ``Keyring/digest(_:under:)`` instead.
    package static func digest(_ bytes: [UInt8]) -> String {
        var function = SHA256()
        bytes.withUnsafeBytes { function.update(bufferPointer: $0) }
        return function.finalize().withUnsafeBytes { $0.hexadecimal }
    }
}
