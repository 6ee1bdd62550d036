/// The members of an object, by their keys.
struct MemberDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let view: JSONView
    let session: DecodingSession

    var codingPath: [any CodingKey] { session.path(to: view) }
    var allKeys: [Key] { view.members.compactMap { Key(stringValue: $0.key) } }

    /// The value of a key, which from now on counts as known.
    private func find(_ key: some CodingKey) -> JSONView? {
        let first = session.lastKeyObject == view.index ? session.lastKeyIndex : view.index + 1
        guard let index = view.indexOfKey(key.stringValue, from: first) else { return nil }
        session.mark(index)
        let value = JSONView(document: view.document, index: index + 1)
        session.expectKey(near: index, of: view.index)
        return value
    }

    private func value(_ key: some CodingKey) throws -> JSONView {
        guard let value = find(key) else {
            throw DecodingError.keyNotFound(
                key, DecodingError.Context(codingPath: codingPath, debugDescription: "it is missing"))
        }
        return value
    }

    func contains(_ key: Key) -> Bool { find(key) != nil }
    func decodeNil(forKey key: Key) -> Bool { find(key)?.isNull ?? true }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try session.bool(at: value(key)) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try session.string(at: value(key)) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
        try session.integer(type, at: value(key))
    }
    func decode<Value: FixedWidthInteger & Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try session.integer(type, at: value(key))
    }
    func decode<Value: BinaryFloatingPoint & Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        throw session.floatingPoint(type, at: try value(key))
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        let found = find(key)
        if found?.isNull ?? true, let list = type as? any EmptyWhenAbsent.Type,
            let empty = list.init() as? Value
        {
            return empty
        }
        return try decode(type, at: found ?? value(key))
    }

    private func decode<Value: Decodable>(_ type: Value.Type, at value: JSONView) throws -> Value {
        // Objects inside of the value leave behind what they found last.
        defer { session.expectKey(near: value.index - 1, of: view.index) }
        return try session.decode(type, at: value)
    }

    // What the library offers instead looks each key up three times. `map` would be fewer lines, and calls of
    // generic closures that cost more than the rest.

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        guard let value = present(key) else { return nil }
        return try session.string(at: value)
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        guard let value = present(key) else { return nil }
        return try session.bool(at: value)
    }

    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
        guard let value = present(key) else { return nil }
        return try session.integer(type, at: value)
    }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        guard let value = present(key) else { return nil }
        return try decode(type, at: value)
    }

    private func present(_ key: Key) -> JSONView? {
        guard let value = find(key), !value.isNull else { return nil }
        return value
    }

    func nestedContainer<Nested>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try JSONValueDecoder(view: value(key), session: session).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try JSONValueDecoder(view: value(key), session: session).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder {
        JSONValueDecoder(view: try value(JSONKey("super")), session: session)
    }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        JSONValueDecoder(view: try value(key), session: session)
    }
}

/// A list that may be left out when it is empty.
private protocol EmptyWhenAbsent { init() }
extension Array: EmptyWhenAbsent {}
extension Set: EmptyWhenAbsent {}
