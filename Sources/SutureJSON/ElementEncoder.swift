/// The elements of an array.
struct ElementEncoder: UnkeyedEncodingContainer {
    let session: EncodingSession
    let serial: Int
    /// Of its values.
    let depth: Int
    private(set) var count = 0

    init(session: EncodingSession, serial: Int, depth: Int) {
        self.session = session
        self.serial = serial
        self.depth = depth
    }

    var codingPath: [any CodingKey] { session.path }

    private mutating func begin() throws {
        try session.begin(in: serial, depth: depth, key: JSONKey(count))
        count += 1
    }

    mutating func encodeNil() throws {
        try begin()
        session.writer.null()
    }

    mutating func encode(_ value: Bool) throws {
        try begin()
        session.writer.bool(value)
    }

    mutating func encode(_ value: String) throws {
        try begin()
        session.writer.string(value)
    }

    mutating func encode(_ value: some FixedWidthInteger & Encodable) throws {
        try begin()
        session.writer.integer(value)
    }

    mutating func encode(_ value: some BinaryFloatingPoint & Encodable) throws {
        throw session.floatingPoint(value)
    }

    mutating func encode(_ value: some Encodable) throws {
        try begin()
        try session.encode(value, depth: depth)
    }

    mutating func nestedContainer<Nested>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        nestedEncoder().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        nestedEncoder().unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { nestedEncoder() }

    /// These requirements cannot throw, so misuse stops the program.
    private mutating func nestedEncoder() -> JSONValueEncoder {
        do {
            try begin()
        } catch {
            preconditionFailure("containers are written one after another: \(error)")
        }
        return JSONValueEncoder(session: session, depth: depth)
    }
}
