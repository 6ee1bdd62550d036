/// The encoder of one value.
struct JSONValueEncoder: Encoder {
    let session: EncodingSession
    /// How many containers are around the value.
    let depth: Int

    var codingPath: [any CodingKey] { session.path }
    var userInfo: [CodingUserInfoKey: Any] { session.userInfo }

    func container<Key>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(
            MemberEncoder(session: session, serial: session.open(.object, depth: depth), depth: depth + 1))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        ElementEncoder(session: session, serial: session.open(.array, depth: depth), depth: depth + 1)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension JSONValueEncoder: SingleValueEncodingContainer {
    func encodeNil() { session.writer.null() }
    func encode(_ value: Bool) { session.writer.bool(value) }
    func encode(_ value: String) { session.writer.string(value) }
    func encode(_ value: some FixedWidthInteger & Encodable) { session.writer.integer(value) }
    func encode(_ value: some BinaryFloatingPoint & Encodable) throws { throw session.floatingPoint(value) }
    func encode(_ value: some Encodable) throws { try session.encode(value, depth: depth) }
}
