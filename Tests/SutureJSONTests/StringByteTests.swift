import SutureJSON
import Testing

/// Every byte at every place of a string.
@Suite struct StringByteTests {
    @Test func `each ASCII byte is taken or refused wherever it stands`() throws {
        for byte in UInt8.min..<0x80 {
            for offset in 0..<18 {
                var content = Array(repeating: UInt8(ascii: " "), count: 17)
                content.insert(byte, at: offset)
                let json = [UInt8(ascii: "\"")] + content + [UInt8(ascii: "\"")]
                let text = try? JSONDocument(parsing: json).root.string
                let mayStand = byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
                #expect(
                    text == (mayStand ? String(decoding: content, as: UTF8.self) : nil),
                    "\(byte) at \(offset)")
            }
        }
    }

    @Test func `characters of several bytes are taken wherever they stand`() throws {
        for character in ["é", "复", "😀", "\u{7F}"] {
            for offset in 0..<18 {
                let text =
                    String(repeating: "a", count: offset) + character
                    + String(repeating: "b", count: 17 - offset)
                #expect(try JSONDocument(parsing: "\"\(text)\"").root.string == text)
            }
        }
    }

    @Test func `a string without an end is refused whatever its length`() {
        for count in 0..<20 {
            let json = "\"" + String(repeating: "a", count: count)
            #expect(throws: JSONError.self) { try JSONDocument(parsing: json) }
        }
    }
}
