import Testing

@testable import SutureJSON

@Suite struct PlainJSONTests {
    private static func isPlain(_ text: [UInt8], depthMax: Int = JSONDocument.depthMaxDefault) -> Bool {
        text.withUnsafeBytes { PlainJSON.isObject($0, depthMax: depthMax) }
    }

    private static func value(_ random: inout SeededRandom, depth: Int) -> String {
        let count = Int.random(in: 0...3, using: &random)
        switch Int.random(in: 0...(depth < 4 ? 6 : 4), using: &random) {
        case 0: return "\(Int.random(in: -5_000...5_000, using: &random))"
        case 1: return ["true", "false", "null"].randomElement(using: &random) ?? "null"
        case 2...4: return "\"\(["", "a", "b c", "{}", ":,[]", "0"].randomElement(using: &random) ?? "")\""
        case 5:
            return "[" + (0..<count).map { _ in value(&random, depth: depth + 1) }.joined(separator: ",")
                + "]"
        default:
            let members = (0..<count).map { "\"k\($0)\":" + value(&random, depth: depth + 1) }
            return "{" + members.joined(separator: ",") + "}"
        }
    }

    @Test func `what is recognized is an object, whatever was done to it`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        var counts = (recognized: 0, changed: 0)
        for _ in 0..<2_000 {
            let text = Array("{\"key\":\(PlainJSONTests.value(&random, depth: 1)),\"text\":\"t\"}".utf8)
            if PlainJSONTests.isPlain(text) { counts.recognized += 1 }
            for _ in 0..<10 {
                var changed = text
                let place = Int.random(in: changed.indices, using: &random)
                switch Int.random(in: 0...3, using: &random) {
                case 0: changed[place] = .random(in: 0...255, using: &random)
                case 1: changed.remove(at: place)
                case 2: changed.insert(changed.randomElement(using: &random) ?? 0, at: place)
                default: changed.removeSubrange(place...)
                }
                guard PlainJSONTests.isPlain(changed) else { continue }
                counts.changed += 1
                let document = try? JSONDocument(parsing: changed, refusesDuplicateKeys: true)
                #expect(
                    document?.root.kind == .object,
                    "seed \(seed): \(String(decoding: changed, as: UTF8.self))")
            }
        }
        #expect(counts.recognized > 1_000 && counts.changed > 1_000, "seed \(seed): \(counts)")
    }

    @Test(arguments: [
        "", "[]", "1", "{", #"{"a":1"#, #"{"a":1}}"#, #"{"a":1,"a":2}"#, #"{"a":{"b":1,"c":2,"b":3}}"#,
        #"{"a":01}"#,
        #"{"a":-}"#, #"{"a":1.5}"#, #"{"a":"\n"}"#, #"{"a":"线"}"#, #"{ "a":1}"#,
        #"{"a":1234567890123456789}"#,
        #"{"a":tru}"#, #"{"a":[1,]}"#, #"{"a":1,}"#, #"{a:1}"#, "{\"a\":\"\u{0}\"}",
        #"{"a":[[[[[[[[1]]]]]]]]}"#,
    ])
    func `of what is no object, or not plain, nothing is said`(text: String) {
        #expect(!PlainJSONTests.isPlain(Array(text.utf8)))
    }

    @Test(arguments: 1...12) func `no deeper than a parser would go`(depth: Int) {
        let text = Array(
            (String(repeating: "{\"a\":", count: depth) + "1" + String(repeating: "}", count: depth)).utf8)
        for depthMax in 1...12 where PlainJSONTests.isPlain(text, depthMax: depthMax) {
            #expect((try? JSONDocument(parsing: text, depthMax: depthMax)) != nil)
        }
    }
}
