/// The members of an object.
struct MemberEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let session: EncodingSession
    let serial: Int
    /// Of its values.
    let depth: Int

    var codingPath: [any CodingKey] { session.path }

    private func begin(_ key: some CodingKey) throws {
        try session.begin(in: serial, depth: depth, key: key)
        session.writer.key(key.stringValue)
    }

    private func integer(_ value: some FixedWidthInteger, _ key: Key) throws {
        try begin(key)
        session.writer.integer(value)
    }

    func encodeNil(forKey key: Key) throws {
        try begin(key)
        session.writer.null()
    }

    func encode(_ value: Bool, forKey key: Key) throws {
        try begin(key)
        session.writer.bool(value)
    }

    func encode(_ value: String, forKey key: Key) throws {
        try begin(key)
        session.writer.string(value)
    }

    func encode(_ value: Double, forKey key: Key) throws { throw session.floatingPoint(value) }
    func encode(_ value: Float, forKey key: Key) throws { throw session.floatingPoint(value) }
    func encode(_ value: Int, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: Int8, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: Int16, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: Int32, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: Int64, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: UInt, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: UInt8, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: UInt16, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: UInt32, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: UInt64, forKey key: Key) throws { try integer(value, key) }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        try begin(key)
        try session.encode(value, depth: depth)
    }

    func nestedContainer<Nested>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        nestedEncoder(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        nestedEncoder(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { nestedEncoder(JSONKey("super")) }
    func superEncoder(forKey key: Key) -> any Encoder { nestedEncoder(key) }

    /// These requirements cannot throw, so misuse stops the program.
    private func nestedEncoder(_ key: some CodingKey) -> JSONValueEncoder {
        do {
            try begin(key)
        } catch {
            preconditionFailure("containers are written one after another: \(error)")
        }
        return JSONValueEncoder(session: session, depth: depth)
    }
}
