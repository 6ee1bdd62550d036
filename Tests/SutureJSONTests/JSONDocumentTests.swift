import Testing

@testable import SutureJSON

@Suite struct JSONDocumentTests {
    private func error(_ text: String, depthMax: Int = 64) -> JSONError? {
        error(Array(text.utf8), depthMax: depthMax)
    }

    private func error(_ bytes: [UInt8], depthMax: Int = 64) -> JSONError? {
        do {
            _ = try JSONDocument(parsing: bytes, depthMax: depthMax)
            return nil
        } catch {
            return error
        }
    }

    @Test func `every kind of value is read`() throws {
        let root = try JSONDocument(
            parsing:
                " {\"n\":null, \"t\":true,\"f\":false,\"i\":-12,\"d\":1.50,\"s\":\"é\",\"a\":[1,[],{}]}\n"
        ).root
        #expect(root["n"]?.isNull == true)
        #expect(root["t"]?.bool == true)
        #expect(root["f"]?.bool == false)
        #expect(root["i"]?.int64 == -12)
        #expect(root["d"]?.kind == .number)
        #expect(root["d"]?.numberText == "1.50")
        #expect(root["s"]?.string == "é")
        #expect(root["a"]?.elements.map(\.rawText) == ["1", "[]", "{}"])
        #expect(root["missing"] == nil)
        #expect(root.members.map(\.key) == ["n", "t", "f", "i", "d", "s", "a"])
    }

    @Test func `a value's raw bytes are those of the source`() throws {
        let root = try JSONDocument(parsing: #"{"a" : { "b": [1 , 2] } ,"c":"x\n"}"#).root
        #expect(root["a"]?.rawText == "{ \"b\": [1 , 2] }")
        #expect(root["c"]?.rawText == #""x\n""#)
    }

    @Test func `escapes are resolved, in keys too`() throws {
        let root = try JSONDocument(parsing: #"{"k\u0065y":"\"\\\/\b\f\n\r\t\u00e9\u20AC\ud83d\ude00"}"#).root
        #expect(root["key"]?.string == "\"\\/\u{8}\u{C}\n\r\té€😀")
        #expect(root.members.map(\.key) == ["key"])
    }

    @Test(arguments: [
        (#""\ud800""#, 2), (#""\ud800x""#, 2), (#""\udc00""#, 2), (#""\ud800\n""#, 2),
        (#""\ud800\ud800""#, 2),
    ])
    func `half of a surrogate pair is refused`(text: String, offset: Int) {
        #expect(error(text) == JSONError(offset: offset, reason: .loneSurrogate))
    }

    @Test(arguments: [#""\x""#, #""\u12g4""#, #""\u+123""#])
    func `an unknown escape is refused`(text: String) {
        #expect(error(text)?.reason == .invalidEscape)
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0xAF], [0xC1, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xC3], [0xC3, 0x28], [0xE2, 0x82],
            [0xE2, 0x28, 0xAC], [0xF0, 0x9F, 0x98], [0xF0, 0x9F, 0x98, 0x28],
        ] as [[UInt8]])
    func `what is not UTF-8 is refused`(bytes: [UInt8]) {
        #expect(error([0x22] + bytes + [0x22])?.reason == .invalidUTF8)
    }

    @Test(arguments: [
        "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}", "臨床試驗",
    ])
    func `every length of character is taken`(text: String) throws {
        #expect(try JSONDocument(parsing: "\"\(text)\"").root.string == text)
    }

    @Test(arguments: [
        ("", 0), ("  ", 2), ("{", 1), ("[1", 2), ("[1,", 3), (#"{"a""#, 4), (#"{"a":"#, 5), (#""abc"#, 4),
        ("tru", 3),
        ("-", 1), ("1.", 2), ("1e", 2), (#""\u12"#, 5), (#""\"#, 2),
    ])
    func `a text that ends too early is refused`(text: String, offset: Int) {
        #expect(error(text) == JSONError(offset: offset, reason: .unexpectedEnd))
    }

    @Test(arguments: [
        "[1,]", #"{"a":1,}"#, "{,}", "[,1]", "[1 2]", "{1:2}", #"{"a" 1}"#, "{]", "[}", "'a'", "nul!", "True",
        "+1", ".5",
        "NaN", "\u{FEFF}1", "// c\n1", "[1}", "\u{B}1", "\0",
    ])
    func `what is no JSON is refused`(text: String) {
        guard case .unexpectedByte = error(text)?.reason else {
            Issue.record("\(text): \(String(describing: error(text)))")
            return
        }
    }

    @Test(arguments: ["01", "-01", "00", "1.x", "1ex", "-x"])
    func `a malformed number is refused`(text: String) { #expect(error(text)?.reason == .invalidNumber) }

    @Test func `a bare control character in a string is refused`() {
        #expect(error("\"a\nb\"") == JSONError(offset: 2, reason: .controlCharacter))
        #expect(error([0x22, 0x00, 0x22]) == JSONError(offset: 1, reason: .controlCharacter))
    }

    @Test func `something behind the value is refused`() {
        #expect(error("{} {}") == JSONError(offset: 3, reason: .trailingBytes))
        #expect(error("1\0") == JSONError(offset: 1, reason: .trailingBytes))
    }

    @Test func `depth is limited`() {
        #expect(error("[[[]]]", depthMax: 3) == nil)
        #expect(error("[[[[]]]]", depthMax: 3) == JSONError(offset: 3, reason: .tooDeep(depthMax: 3)))
        let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(error(deep) == nil)
        #expect(error("[\(deep)]")?.reason == .tooDeep(depthMax: 64))
        #expect(error(String(repeating: "[", count: 1_000_000))?.reason == .tooDeep(depthMax: 64))
        #expect(error("[[],[],[[]]]", depthMax: 3) == nil)
    }

    @Test func `a duplicate key is refused with its path`() {
        #expect(error(#"{"a":1,"a":2}"#) == JSONError(offset: 7, reason: .duplicateKey(path: "a")))
        #expect(
            error(#"{"x":[0,{"y":{}},{"b":1,"c":[],"b":2}]}"#)?.reason == .duplicateKey(path: "x[2].b"))
        #expect(error(#"{"a":1,"\u0061":2}"#)?.reason == .duplicateKey(path: "a"))
        #expect(error(#"{"a":{"a":1},"b":{"a":1}}"#) == nil)
    }

    @Test func `a duplicate key can be noted instead`() throws {
        let text = Array(#"{"a":[{"b":1,"b":2}],"c":{"d":1,"d":2}}"#.utf8)
        let document = try JSONDocument(parsing: text, refusesDuplicateKeys: false)
        #expect(document.duplicateKeyPath == "a[0].b")
        #expect(document.root["c"]?.members.map(\.key) == ["d", "d"])
        #expect(try JSONDocument(parsing: "{}").duplicateKeyPath == nil)
    }

    @Test func `a duplicate among many keys is found`() {
        let members = (0..<1000).map { "\"k\($0)\":\($0)" }
        #expect(error("{\(members.joined(separator: ","))}") == nil)
        #expect(
            error("{\(members.joined(separator: ",")),\"k500\":0}")?.reason == .duplicateKey(path: "k500"))
    }

    @Test func `two spellings of one letter are two keys`() throws {
        let root = try JSONDocument(parsing: "{\"\u{E9}\":1,\"e\u{301}\":2}").root
        #expect(root["\u{E9}"]?.int64 == 1)
        #expect(root["e\u{301}"]?.int64 == 2)
    }

    @Test(arguments: [
        ("0", 0), ("-0", 0), ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
        ("9007199254740993", 9_007_199_254_740_993),
    ])
    func `an integer is exact`(text: String, value: Int64) throws {
        #expect(try JSONDocument(parsing: text).root.int64 == value)
    }

    @Test(arguments: [
        "9223372036854775808", "-9223372036854775809", "18446744073709551616", "1.0", "1e3",
        "99999999999999999999999",
    ])
    func `a number that is no int64 stays text`(text: String) throws {
        let root = try JSONDocument(parsing: text).root
        #expect(root.kind == .number)
        #expect(root.int64 == nil)
        #expect(root.numberText == text)
    }
}
