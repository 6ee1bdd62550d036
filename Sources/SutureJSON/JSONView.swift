/// A value of a document: two words that keep the document alive. Nothing is copied until it is asked for.
package struct JSONView: Sendable {
    package enum Kind: UInt8, Sendable {
        case null, bool
        /// A number without fraction and exponent that fits int64.
        case integer
        /// Every other number; only its text is known.
        case number
        case string, array, object
    }

    package let document: JSONDocument
    let index: Int

    var node: JSONNode { document.nodes[index] }

    package var kind: Kind { node.kind }
    package var isNull: Bool { kind == .null }

    package var bool: Bool? {
        kind == .bool ? document.bytes[Int(node.start)] == UInt8(ascii: "t") : nil
    }

    /// `nil` unless this is an integer that fits; no number is rounded to become one.
    package var int64: Int64? {
        kind == .integer ? withBytes { JSONText.int64($0) } : nil
    }

    package var string: String? {
        let node = node
        return node.kind == .string ? withBytes { JSONText.string($0, isEscaped: node.isEscaped) } : nil
    }

    /// Whether this is a string of nothing but white space.
    package var isBlank: Bool {
        guard kind == .string else { return false }
        // Nearly every text begins with a character that says no.
        if let first = withBytes({ $0.first }), (0x21..<0x7F).contains(first), first != UInt8(ascii: "\\") {
            return false
        }
        return string?.allSatisfy(\.isWhitespace) ?? false
    }

    /// Whether this is a string of printable ASCII, without escapes and spaces at its ends, and not longer.
    package func isPrintable(byteCountMax: Int) -> Bool {
        kind == .string && !node.isEscaped
            && withBytes { bytes in
                bytes.count <= byteCountMax && bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
                    && bytes.first != 0x20 && bytes.last != 0x20
            }
    }

    /// A number of either kind as it was written.
    package var numberText: String? {
        kind == .integer || kind == .number ? withBytes { String(decoding: $0, as: UTF8.self) } : nil
    }

    /// The value exactly as it stands in the source, a string with its quotes.
    package var rawBytes: ArraySlice<UInt8> {
        let node = node
        return node.kind == .string
            ? document.bytes[node.range.lowerBound - 1..<node.range.upperBound + 1]
            : document.bytes[node.range]
    }

    package var rawText: String { String(decoding: rawBytes, as: UTF8.self) }

    /// Unsafe access because the parser has proved the range, and strings are read from it for every field.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        document.bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[node.range])) }
    }
}

extension JSONView: CustomStringConvertible {
    package var description: String { rawText }
}
