/// The elements of an array, one after another.
struct ElementDecoder: UnkeyedDecodingContainer {
    let view: JSONView
    let session: DecodingSession
    private var elements: JSONView.Elements
    private var upcoming: JSONView?
    private(set) var currentIndex = 0

    init(view: JSONView, session: DecodingSession) {
        self.view = view
        self.session = session
        elements = view.elements
        upcoming = elements.next()
    }

    var codingPath: [any CodingKey] { session.path(to: view) }
    var count: Int? { nil }
    var isAtEnd: Bool { upcoming == nil }

    private mutating func next<Value>(_ decode: (JSONView) throws -> Value) throws -> Value {
        guard let element = upcoming else {
            let context = DecodingError.Context(
                codingPath: codingPath + [JSONKey(currentIndex)], debugDescription: "expected another element"
            )
            throw DecodingError.valueNotFound(Value.self, context)
        }
        let value = try decode(element)
        upcoming = elements.next()
        currentIndex += 1
        return value
    }

    private mutating func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Value {
        let session = session
        return try next { try session.integer(type, at: $0) }
    }

    mutating func decodeNil() -> Bool {
        guard upcoming?.isNull == true else { return false }
        upcoming = elements.next()
        currentIndex += 1
        return true
    }

    mutating func decode(_ type: Bool.Type) throws -> Bool {
        let session = session
        return try next { try session.bool(at: $0) }
    }

    mutating func decode(_ type: String.Type) throws -> String {
        let session = session
        return try next { try session.string(at: $0) }
    }

    mutating func decode(_ type: Double.Type) throws -> Double {
        let session = session
        return try next { throw session.floatingPoint(type, at: $0) }
    }

    mutating func decode(_ type: Float.Type) throws -> Float {
        let session = session
        return try next { throw session.floatingPoint(type, at: $0) }
    }

    mutating func decode(_ type: Int.Type) throws -> Int { try integer(type) }
    mutating func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
    mutating func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
    mutating func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
    mutating func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let session = session
        return try next { try session.decode(type, at: $0) }
    }

    mutating func nestedContainer<Nested>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested>
    {
        let session = session
        return try next { try JSONValueDecoder(view: $0, session: session).container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let session = session
        return try next { try JSONValueDecoder(view: $0, session: session).unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder {
        let session = session
        return try next { JSONValueDecoder(view: $0, session: session) }
    }
}
