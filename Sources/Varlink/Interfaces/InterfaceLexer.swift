/// Cuts an interface definition into words and signs, and keeps the comments that stand above them.
struct InterfaceLexer {
    enum Token: Equatable {
        /// A keyword, a name, or a dotted name.
        case word(String)
        /// One of `( ) : , ? ->` `[]` and `[string]`.
        case sign(String)
        case end
    }

    private static let signs = ["(", ")", ":", ",", "?", "->", "[]", "[string]"]

    /// All but comments is ASCII.
    private let bytes: [UInt8]
    private var position = 0
    private(set) var line = 1
    /// The comment lines directly above the token read last; a blank line separates a comment from what
    /// follows, and one that stands behind something on its line belongs to nothing.
    private(set) var comments: [String] = []

    init(text: String) { bytes = Array(text.utf8) }

    private var rest: ArraySlice<UInt8> { bytes[position...] }

    mutating func next() throws(VarlinkInterfaceError) -> Token {
        skipToToken()
        guard let first = rest.first else { return .end }
        if let sign = InterfaceLexer.signs.first(where: { rest.starts(with: $0.utf8) }) {
            position += sign.utf8.count
            return .sign(sign)
        }
        if InterfaceLexer.isWordByte(first) {
            return .word(String(decoding: take(while: InterfaceLexer.isWordByte), as: UTF8.self))
        }
        let found = String(decoding: rest, as: UTF8.self).prefix(1)
        throw VarlinkInterfaceError(line: line, reason: "unexpected \(found.debugDescription)")
    }

    private mutating func skipToToken() {
        comments.removeAll(keepingCapacity: true)
        var isLineBlank = position == 0
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: "\n"):
                if isLineBlank { comments.removeAll(keepingCapacity: true) }
                isLineBlank = true
                line += 1
                position += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
            case UInt8(ascii: "#"):
                let comment = take { $0 != UInt8(ascii: "\n") }
                if isLineBlank { comments.append(InterfaceLexer.text(of: comment)) }
                isLineBlank = false
            default: return
            }
        }
    }

    private static func text(of comment: ArraySlice<UInt8>) -> String {
        var text = comment.dropFirst()
        if text.first == UInt8(ascii: " ") { text = text.dropFirst() }
        while let last = text.last, last <= UInt8(ascii: " ") { text = text.dropLast() }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func take(while isTaken: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let taken = rest.prefix(while: isTaken)
        position = taken.endIndex
        return taken
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
