/// Cuts an interface definition into words and signs, and keeps the comments that stand above them.
struct InterfaceLexer {
    enum Token: Equatable {
        /// A keyword, a name, or a dotted name.
        case word(String)
        /// One of `( ) : , ? ->` `[]` and `[string]`.
        case sign(String)
        case end
    }

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private(set) var line = 1
    /// The comment lines directly above the token read last; a blank line separates a comment from what
    /// follows, and one that stands behind something on its line belongs to nothing.
    private(set) var comments: [String] = []

    init(text: String) { scalars = Array(text.unicodeScalars) }

    private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    mutating func next() throws(VarlinkInterfaceError) -> Token {
        skipToToken()
        guard let first = current else { return .end }
        for sign in ["->", "[]", "[string]", "(", ")", ":", ",", "?"] where starts(with: sign) {
            position += sign.unicodeScalars.count
            return .sign(sign)
        }
        if InterfaceLexer.isWordScalar(first) { return .word(take(while: InterfaceLexer.isWordScalar)) }
        throw VarlinkInterfaceError(line: line, reason: "unexpected \(String(first).debugDescription)")
    }

    private mutating func skipToToken() {
        comments = []
        var isLineBlank = position == 0
        while let scalar = current {
            switch scalar {
            case "\n":
                if isLineBlank { comments = [] }
                isLineBlank = true
                line += 1
                position += 1
            case " ", "\t", "\r": position += 1
            case "#":
                let comment = take { $0 != "\n" }
                if isLineBlank { comments.append(InterfaceLexer.commentText(comment)) }
                isLineBlank = false
            default: return
            }
        }
    }

    private static func commentText(_ comment: String) -> String {
        var text = comment.dropFirst()
        if text.first == " " { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }

    private mutating func take(while isTaken: (Unicode.Scalar) -> Bool) -> String {
        var text = String.UnicodeScalarView()
        while let scalar = current, isTaken(scalar) {
            text.append(scalar)
            position += 1
        }
        return String(text)
    }

    private func starts(with sign: String) -> Bool { scalars[position...].starts(with: sign.unicodeScalars) }

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", ".", "-": true
        default: false
        }
    }
}
