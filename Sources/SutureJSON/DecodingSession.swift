/// What the decoders of one call of `JSONDecoding.decode` share.
///
/// One thread uses a session, and no access to a property lasts while others run; checking that at run time
/// for every field takes a tenth of the time, hence `@exclusivity(unchecked)`.
final class DecodingSession {
    let root: JSONView
    let userInfo: [CodingUserInfoKey: any Sendable]

    /// The key found last, from which on the next is looked for first: fields mostly come in order, and
    /// without this a dictionary of n keys would take n² steps.
    @exclusivity(unchecked) private(set) var lastKeyIndex = 0
    /// The object that it belongs to.
    @exclusivity(unchecked) private(set) var lastKeyObject = -1

    /// One bit for each node: an object that was opened, a key that was asked for. Empty where not tracked.
    @exclusivity(unchecked) private var marks: [UInt64]

    init(root: JSONView, userInfo: [CodingUserInfoKey: any Sendable], tracksKeys: Bool) {
        self.root = root
        self.userInfo = userInfo
        marks = tracksKeys ? Array(repeating: 0, count: root.document.nodes.count / 64 + 1) : []
    }

    func expectKey(near index: Int, of object: Int) {
        lastKeyIndex = index
        lastKeyObject = object
    }

    func mark(_ index: Int) {
        if !marks.isEmpty { marks[index / 64] |= 1 << (index % 64) }
    }

    private func isMarked(_ index: Int) -> Bool { marks[index / 64] & 1 << (index % 64) != 0 }

    func firstUnknownKey(ignoring: Set<String>) -> UnknownKey? {
        guard !marks.isEmpty else { return nil }
        for index in root.index..<Int(root.node.next) {
            let view = JSONView(document: root.document, index: index)
            guard view.kind == .object, isMarked(index) else { continue }
            for member in view.members where !isMarked(member.value.index - 1) {
                if index == root.index, ignoring.contains(member.key) { continue }
                return UnknownKey(path: (path(to: view) + [JSONKey(member.key)]).pathText)
            }
        }
        return nil
    }

    func path(to view: JSONView) -> [any CodingKey] {
        root.document.bytes.withUnsafeBufferPointer {
            JSONPath.keys(to: view.index, from: root.index, nodes: root.document.nodes, bytes: $0)
        }
    }

    // MARK: Values

    func decode<Value: Decodable>(_ type: Value.Type, at view: JSONView) throws -> Value {
        try Value(from: JSONValueDecoder(view: view, session: self))
    }

    func string(at view: JSONView) throws -> String {
        guard let text = view.string else { throw mismatch(String.self, "a string", at: view) }
        return text
    }

    func bool(at view: JSONView) throws -> Bool {
        guard let bool = view.bool else { throw mismatch(Bool.self, "true or false", at: view) }
        return bool
    }

    func integer<Value: FixedWidthInteger>(_ type: Value.Type, at view: JSONView) throws -> Value {
        guard let wide = view.int64 else { throw mismatch(type, "an integer of 64 bits", at: view) }
        guard let value = Value(exactly: wide) else {
            throw mismatch(type, "an integer from \(Value.min) to \(Value.max)", at: view)
        }
        return value
    }

    func floatingPoint(_ type: any Any.Type, at view: JSONView) -> DecodingError {
        mismatch(type, "no floating-point number: decimals are strings", at: view)
    }

    func mismatch(_ type: any Any.Type, _ expected: String, at view: JSONView) -> DecodingError {
        let context = DecodingError.Context(
            codingPath: path(to: view), debugDescription: "expected \(expected)")
        return view.isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }
}
