import SutureJSON
import Testing

/// JSON that is written piece by piece is what the writer writes.
@Suite struct JSONBytesTests {
    static let texts = [
        "", "T-001", "a \"note\"", "back\\slash", "超声刀", "é", "\u{0}\u{1F}\n\t", "\u{7F}", "a\u{2028}b", "👩‍⚕️",
        String(repeating: "long ", count: 50) + "\"",
    ]

    @Test(arguments: texts) func `text is quoted as the writer quotes it`(_ text: String) {
        var writer = JSONWriter()
        writer.string(text)
        var json: [UInt8] = []
        json.append(quoted: text)
        #expect(json == writer.bytes)
    }

    @Test func `what is no UTF-8 is replaced`() {
        var json: [UInt8] = []
        [UInt8]([0x61, 0xFF, 0x62]).withUnsafeBytes { json.append(quoted: $0) }
        #expect(String(decoding: json, as: UTF8.self) == "\"a\u{FFFD}b\"")
    }

    @Test(arguments: [0, 9, 10, -1, 1_000_000_007, .max, .min] as [Int64])
    func `numbers are decimal`(_ number: Int64) {
        var json: [UInt8] = []
        json.append(decimal: number)
        #expect(String(decoding: json, as: UTF8.self) == "\(number)")
    }

    @Test func `members and arrays are put together`() {
        var json = JSONWriter()
        json.beginObject()
        json.member("a", ["x", "\"", "超"])
        json.member("b", "y")
        json.member("c", nil as String?)
        json.member("d", [])
        json.member("e", -12)
        json.beginObject("f")
        json.member("g", raw: Array("[1]".utf8))
        json.endObject()
        json.endObject()
        #expect(
            String(decoding: json.bytes, as: UTF8.self)
                == #"{"a":["x","\"","超"],"b":"y","d":[],"e":-12,"f":{"g":[1]}}"#)
    }
}
