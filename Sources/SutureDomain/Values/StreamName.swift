/// The name of a record's stream: its kind, a slash, its id (`trial/T-001`).
package struct StreamName: Hashable, Sendable {
    package let text: String

    /// `nil` unless the text is `kind/id` with a well-formed id.
    package init?(_ text: String) {
        guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")), slash > text.startIndex,
            Identifier.isWellFormed(text[text.utf8.index(after: slash)...])
        else { return nil }
        self.text = text
    }

    /// Whether the bytes are `kind/id` with a well-formed id.
    package static func isWellFormed(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")), slash > 0 else { return false }
        return Identifier.isWellFormed(UnsafeRawBufferPointer(rebasing: bytes[(slash + 1)...]))
    }

    package init(kind: String, id: String) { text = kind + "/" + id }

    /// A name that the log already holds, so it needs no second look.
    package init(recorded text: String) { self.text = text }

    // By bytes: names are taken apart for every command, and characters are dear.
    package var kind: Substring { text[..<slash] }
    package var id: Substring { text[slash...].dropFirst() }

    /// Whether this is the name of a record of that kind.
    package func isOf(_ kind: String) -> Bool {
        var bytes = text.utf8.makeIterator()
        for byte in kind.utf8 where bytes.next() != byte { return false }
        return bytes.next() == UInt8(ascii: "/")
    }

    private var slash: String.Index { text.utf8.firstIndex(of: UInt8(ascii: "/")) ?? text.endIndex }
}

extension StreamName: CustomStringConvertible {
    package var description: String { text }
}
