/// Personal data: plain only in the command that brings it, sealed under the person's key everywhere else.
///
/// In a command it is a string, in the log `{"sealed":"base64"}`. Rules may look at the plain text while a
/// command is checked; `apply` never does, since a replay meets the sealed form.
package enum Sealed: Hashable, Sendable {
    case plain(String)
    /// Nonce, ciphertext and tag in base64.
    case sealed(String)

    package var plainText: String? {
        if case .plain(let text) = self { text } else { nil }
    }
}

extension Sealed: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self = .plain(text) }
}

/// Turns plain personal data into what may be written.
package protocol Sealer {
    /// - Parameter field: the name of the event's field, which is bound into the result.
    /// - Returns: the sealed bytes in base64.
    func seal(_ plainText: String, field: String) throws -> String
}

extension CodingUserInfoKey {
    /// The `any Sealer` of an encoder that meets personal data.
    package static let sealer = CodingUserInfoKey.named("suture.sealer")
    /// Present in a decoder of what stands in a log, where personal data is sealed or not ours.
    package static let refusesPlainText = CodingUserInfoKey.named("suture.refusesPlainText")
    /// Present in an encoder whose output is digested and never written: personal data stays plain.
    package static let keepsPlainText = CodingUserInfoKey.named("suture.keepsPlainText")

    private static func named(_ name: String) -> CodingUserInfoKey {
        guard let key = CodingUserInfoKey(rawValue: name) else { preconditionFailure("\(name) is no key") }
        return key
    }
}

extension Sealed: FieldValue {
    package static let shape = FieldShape.sealed
    package static let sample = Sealed.plain("X")

    private enum CodingKeys: String, CodingKey { case sealed }

    package init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            guard decoder.userInfo[.refusesPlainText] == nil else {
                throw DecodingError.dataCorrupted(
                    DecodingError.Context(
                        codingPath: decoder.codingPath, debugDescription: "personal data is not sealed"))
            }
            self = .plain(text)
        } else {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self = .sealed(try container.decode(String.self, forKey: .sealed))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .plain(let text) where encoder.userInfo[.keepsPlainText] != nil:
            var container = encoder.singleValueContainer()
            try container.encode(text)
        case .plain(let text):
            guard let sealer = encoder.userInfo[.sealer] as? any Sealer else {
                throw EncodingError.invalidValue(
                    self,
                    EncodingError.Context(
                        codingPath: encoder.codingPath,
                        debugDescription: "plain personal data is never written"))
            }
            let field = encoder.codingPath.last?.stringValue ?? ""
            try Sealed.sealed(sealer.seal(text, field: field)).encode(to: encoder)
        case .sealed(let text):
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(text, forKey: .sealed)
        }
    }
}
