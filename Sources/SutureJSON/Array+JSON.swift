/// What JSON is put together of, whoever knows where commas and brackets go.
extension Array<UInt8> {
    /// Appends JSON that stands in the source code.
    package mutating func append(literal json: StaticString) {
        json.withUTF8Buffer { append(contentsOf: $0) }
    }

    package mutating func append(decimal number: Int64) {
        if (0...9).contains(number) {
            append(UInt8(truncatingIfNeeded: 0x30 + number))
        } else {
            append(contentsOf: String(number).utf8)
        }
    }

    /// Appends a string in quotes, with the escapes that it needs.
    package mutating func append(quoted text: String) {
        var text = text
        text.withUTF8 { append(quotedUTF8: $0) }
    }

    /// Appends a string in quotes, with its escapes; what is no UTF-8 in it is replaced by U+FFFD.
    package mutating func append(quoted text: UnsafeRawBufferPointer) {
        if text.allSatisfy({ $0 < 0x80 }) {
            text.withMemoryRebound(to: UInt8.self) { append(quotedUTF8: $0) }
        } else {
            append(quoted: String(decoding: text, as: UTF8.self))
        }
    }

    private mutating func append(quotedUTF8 text: UnsafeBufferPointer<UInt8>) {
        append(UInt8(ascii: "\""))
        if JSONEscape.isNeeded(in: text) {
            // What needs no escape is copied in stretches.
            var stretch = 0
            for position in 0..<text.count where JSONEscape.isNeeded(for: text[position]) {
                append(contentsOf: UnsafeBufferPointer(rebasing: text[stretch..<position]))
                JSONEscape.append(text[position], to: &self)
                stretch = position + 1
            }
            append(contentsOf: UnsafeBufferPointer(rebasing: text[stretch...]))
        } else {
            append(contentsOf: text)
        }
        append(UInt8(ascii: "\""))
    }
}
