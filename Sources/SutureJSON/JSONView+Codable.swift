/// Views and values may be fields of types that are read and written by `JSONDecoding` and `JSONEncoding`:
/// the fields of a command whose type is known only later, rows of a query. Other coders are refused.

extension JSONView: Codable {
    package init(from decoder: any Decoder) throws {
        guard let decoder = decoder as? JSONValueDecoder else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "not JSON"))
        }
        self = decoder.view
    }

    package func encode(to encoder: any Encoder) throws {
        let encoder = try JSONValueEncoder.require(encoder, for: self)
        encoder.session.writer.raw(rawBytes)
    }
}

extension JSONValue: Codable {
    package init(from decoder: any Decoder) throws { self.init(try JSONView(from: decoder)) }

    package func encode(to encoder: any Encoder) throws {
        let encoder = try JSONValueEncoder.require(encoder, for: self)
        encoder.session.writer.value(self)
    }
}

extension JSONObject: Codable {
    package init(from decoder: any Decoder) throws {
        guard let object = try JSONValue(from: decoder).object else {
            throw DecodingError.typeMismatch(
                JSONObject.self,
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "expected an object"))
        }
        self = object
    }

    package func encode(to encoder: any Encoder) throws { try JSONValue.object(self).encode(to: encoder) }
}

extension JSONValueEncoder {
    static func require(_ encoder: any Encoder, for value: Any) throws -> JSONValueEncoder {
        guard let encoder = encoder as? JSONValueEncoder else {
            throw EncodingError.invalidValue(
                value, EncodingError.Context(codingPath: encoder.codingPath, debugDescription: "not JSON"))
        }
        return encoder
    }
}
