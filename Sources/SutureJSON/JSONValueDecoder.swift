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
    func decode(_ type: Double.Type) throws -> Double { throw session.floatingPoint(type, at: view) }
    func decode(_ type: Float.Type) throws -> Float { throw session.floatingPoint(type, at: view) }
    func decode(_ type: Int.Type) throws -> Int { try session.integer(type, at: view) }
    func decode(_ type: Int8.Type) throws -> Int8 { try session.integer(type, at: view) }
    func decode(_ type: Int16.Type) throws -> Int16 { try session.integer(type, at: view) }
    func decode(_ type: Int32.Type) throws -> Int32 { try session.integer(type, at: view) }
    func decode(_ type: Int64.Type) throws -> Int64 { try session.integer(type, at: view) }
    func decode(_ type: UInt.Type) throws -> UInt { try session.integer(type, at: view) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try session.integer(type, at: view) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try session.integer(type, at: view) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try session.integer(type, at: view) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try session.integer(type, at: view) }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try session.decode(type, at: view) }
}

extension DecodingSession {
    func floatingPoint(_ type: any Any.Type, at view: JSONView) -> DecodingError {
        mismatch(type, "no floating-point number: decimals are strings", at: view)
    }
}
