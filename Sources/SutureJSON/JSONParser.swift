/// Turns text into nodes. It keeps no stack: an open container remembers the one around it.
///
/// The buffer is an unsafe one because an array's checks and reference counts would be paid for every byte of
/// every command; each access here stands behind a comparison with `bytes.count`.
struct JSONParser {
    let bytes: UnsafeBufferPointer<UInt8>
    let depthMax: Int
    let refusesDuplicateKeys: Bool
    var position = 0
    private(set) var nodes: [JSONNode] = []
    private var container = JSONNode.noContainer
    private var depth = 0
    /// Of the first duplicate key, where it is not refused.
    private(set) var duplicateKeyPath: String?

    init(bytes: UnsafeBufferPointer<UInt8>, depthMax: Int, refusesDuplicateKeys: Bool) {
        self.bytes = bytes
        self.depthMax = depthMax
        self.refusesDuplicateKeys = refusesDuplicateKeys
        nodes.reserveCapacity(bytes.count / 8 + 4)
    }

    mutating func parseDocument() throws(JSONError) {
        skipWhitespace()
        try parseValue()
        while container != JSONNode.noContainer {
            skipWhitespace()
            try parseStep()
        }
        skipWhitespace()
        guard position == bytes.count else { throw failure(.trailingBytes) }
    }

    /// The next member or element of the open container, or its end.
    private mutating func parseStep() throws(JSONError) {
        let isObject = nodes[Int(container)].kind == .object
        let isFirst = nodes.count == Int(container) + 1
        if peek() == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
            return try close(isObject: isObject)
        }
        if !isFirst {
            try expect(UInt8(ascii: ","))
            skipWhitespace()
        }
        if isObject {
            try parseString()
            skipWhitespace()
            try expect(UInt8(ascii: ":"))
            skipWhitespace()
        }
        try parseValue()
    }

    private mutating func parseValue() throws(JSONError) {
        switch peek() {
        case UInt8(ascii: "\""): try parseString()
        case UInt8(ascii: "{"): try open(.object)
        case UInt8(ascii: "["): try open(.array)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try parseNumber()
        case UInt8(ascii: "t"): try parseWord("true", .bool)
        case UInt8(ascii: "f"): try parseWord("false", .bool)
        case UInt8(ascii: "n"): try parseWord("null", .null)
        default: throw unexpected()
        }
    }

    private mutating func parseWord(_ word: StaticString, _ kind: JSONView.Kind) throws(JSONError) {
        let start = position
        for offset in 0..<word.utf8CodeUnitCount {
            guard peek() == word.utf8Start[offset] else { throw unexpected() }
            position += 1
        }
        append(kind, from: start, to: position)
    }

    // MARK: Containers

    private mutating func open(_ kind: JSONView.Kind) throws(JSONError) {
        guard depth < depthMax else { throw failure(.tooDeep(depthMax: depthMax)) }
        depth += 1
        let start = UInt32(truncatingIfNeeded: position)
        nodes.append(JSONNode(kind: kind, start: start, end: start, next: container))
        container = UInt32(truncatingIfNeeded: nodes.count - 1)
        position += 1
    }

    private mutating func close(isObject: Bool) throws(JSONError) {
        if isObject, duplicateKeyPath == nil, let key = indexOfDuplicateKey(in: Int(container)) {
            let path = JSONPath.keys(to: key, from: 0, nodes: nodes, bytes: bytes).pathText
            guard !refusesDuplicateKeys else {
                throw JSONError(offset: Int(nodes[key].start) - 1, reason: .duplicateKey(path: path))
            }
            duplicateKeyPath = path
        }
        position += 1
        depth -= 1
        let outer = nodes[Int(container)].next
        nodes[Int(container)].end = UInt32(truncatingIfNeeded: position)
        nodes[Int(container)].next = UInt32(truncatingIfNeeded: nodes.count)
        container = outer
    }

    mutating func append(_ kind: JSONView.Kind, isEscaped: Bool = false, from start: Int, to end: Int) {
        nodes.append(
            JSONNode(
                kind: kind, isEscaped: isEscaped, start: UInt32(truncatingIfNeeded: start),
                end: UInt32(truncatingIfNeeded: end), next: UInt32(truncatingIfNeeded: nodes.count + 1)))
    }

    // MARK: Bytes

    /// The byte at the position; at the end 0, which is no part of any JSON.
    func peek() -> UInt8 { position < bytes.count ? bytes[position] : 0 }

    mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard peek() == byte else { throw unexpected() }
        position += 1
    }

    private mutating func skipWhitespace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    func unexpected() -> JSONError {
        position < bytes.count ? failure(.unexpectedByte(bytes[position])) : failure(.unexpectedEnd)
    }

    func failure(_ reason: JSONError.Reason) -> JSONError { JSONError(offset: position, reason: reason) }
}
