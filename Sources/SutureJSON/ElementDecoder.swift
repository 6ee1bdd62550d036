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

    /// The element that stands next, behind which the decoder goes on.
    private mutating func next<Value>(_ type: Value.Type) throws -> JSONView {
        guard let element = upcoming else {
            let context = DecodingError.Context(
                codingPath: codingPath + [JSONKey(currentIndex)], debugDescription: "expected another element"
            )
            throw DecodingError.valueNotFound(type, context)
        }
        upcoming = elements.next()
        currentIndex += 1
        return element
    }

    mutating func decodeNil() throws -> Bool {
        guard upcoming?.isNull == true else { return false }
        _ = try next(JSONView.self)
        return true
    }

    mutating func decode(_ type: Bool.Type) throws -> Bool { try session.bool(at: next(type)) }
    mutating func decode(_ type: String.Type) throws -> String { try session.string(at: next(type)) }
    mutating func decode<Value: FixedWidthInteger & Decodable>(_ type: Value.Type) throws -> Value {
        try session.integer(type, at: next(type))
    }
    mutating func decode<Value: BinaryFloatingPoint & Decodable>(_ type: Value.Type) throws -> Value {
        throw session.floatingPoint(type, at: try next(type))
    }
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try session.decode(type, at: next(type))
    }

    mutating func nestedContainer<Nested>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested>
    {
        try nestedDecoder().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try nestedDecoder().unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { try nestedDecoder() }

    private mutating func nestedDecoder() throws -> JSONValueDecoder {
        JSONValueDecoder(view: try next(JSONView.self), session: session)
    }
}
