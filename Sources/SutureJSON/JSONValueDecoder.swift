/// The decoder of one value. Three words, so that it needs no box when it is passed as `any Decoder`.
struct JSONValueDecoder: Decoder {
    let view: JSONView
    let session: DecodingSession

    var codingPath: [any CodingKey] { session.path(to: view) }
    var userInfo: [CodingUserInfoKey: Any] { session.userInfo }

    func container<Key>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard view.kind == .object else { throw session.mismatch([String: Any].self, "an object", at: view) }
        session.mark(view.index)
        return KeyedDecodingContainer(MemberDecoder(view: view, session: session))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard view.kind == .array else { throw session.mismatch([Any].self, "an array", at: view) }
        return ElementDecoder(view: view, session: session)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }
}

extension JSONValueDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { view.isNull }
    func decode(_ type: Bool.Type) throws -> Bool { try session.bool(at: view) }
    func decode(_ type: String.Type) throws -> String { try session.string(at: view) }
    func decode<Value: FixedWidthInteger & Decodable>(_ type: Value.Type) throws -> Value {
        try session.integer(type, at: view)
    }
    func decode<Value: BinaryFloatingPoint & Decodable>(_ type: Value.Type) throws -> Value {
        throw session.floatingPoint(type, at: view)
    }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try session.decode(type, at: view) }
}
