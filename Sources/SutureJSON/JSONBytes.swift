/// JSON whose form is known where it is written, such as an event's metadata: the fixed parts are literals, and only text
/// needs a look.
extension [UInt8] {
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
        text.withUTF8 { append(quoted: UnsafeRawBufferPointer($0)) }
    }

    /// Appends a string in quotes, with the escapes that it needs; what is no UTF-8 in it is replaced by U+FFFD.
    package mutating func append(quoted text: UnsafeRawBufferPointer) {
        let isPlain = text.allSatisfy {
            (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        if isPlain {
            append(UInt8(ascii: "\""))
            append(contentsOf: text)
            append(UInt8(ascii: "\""))
        } else {
            var writer = JSONWriter()
            writer.string(String(decoding: text, as: UTF8.self))
            append(contentsOf: writer.bytes)
        }
    }

    /// Appends an optional member behind others; nothing where it is absent.
    /// - Parameter key: with its comma and colon: `,"reason":`.
    package mutating func append(member text: String?, _ key: StaticString) {
        guard let text else { return }
        append(literal: key)
        append(quoted: text)
    }

    /// Appends an array of strings.
    package mutating func append(array texts: [String]) {
        append(UInt8(ascii: "["))
        for (index, text) in texts.enumerated() {
            if index > 0 { append(UInt8(ascii: ",")) }
            append(quoted: text)
        }
        append(UInt8(ascii: "]"))
    }
}
