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

    func encode(_ value: some FixedWidthInteger & Encodable, forKey key: Key) throws {
        try begin(key)
        session.writer.integer(value)
    }

    func encode(_ value: some BinaryFloatingPoint & Encodable, forKey key: Key) throws {
        throw session.floatingPoint(value)
    }

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
