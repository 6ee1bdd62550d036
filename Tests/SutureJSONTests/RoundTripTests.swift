import SutureJSON
import Testing

@Suite struct RoundTripTests {
    @Test func `the canonical form escapes only what it must`() {
        let value: JSONValue = [
            "b": "\"\\/\u{8}\u{9}\u{A}\u{C}\u{D}\u{0}\u{1F}\u{7F}é😀", "a": [nil, true, false, -1, [:], []],
        ]
        #expect(
            value.description
                == #"{"b":"\"\\/\b\t\n\f\r\u0000\u001f"# + "\u{7F}é😀" + #"","a":[null,true,false,-1,{},[]]}"#)
    }

    @Test func `an object keeps its order`() throws {
        let value = try JSONValue(parsing: #"{"z":1,"a":2,"m":3}"#)
        #expect(value.object?.map(\.key) == ["z", "a", "m"])
        #expect(value["a"]?.int64 == 2)
        #expect(value != ["a": 2, "m": 3, "z": 1])
    }

    @Test func `members are set, replaced and removed`() {
        var object: JSONObject = ["a": 1, "b": 2]
        object["a"] = 3
        object["c"] = 4
        object["b"] = nil
        object["absent"] = nil
        #expect(object == ["a": 3, "c": 4])
    }

    @Test func `whatever is written is read back`() throws {
        var random = SeededRandom(seed: 0x5EED)
        for _ in 0..<2_000 {
            let value = JSONValue.random(depth: 4, using: &random)
            let text = value.description
            #expect(try JSONValue(parsing: text) == value, "seed 0x5EED: \(text)")
        }
    }

    /// The parser must meet any bytes with a value or an error, never with a trap.
    @Test func `damaged text is refused or read`() throws {
        var random = SeededRandom(seed: 0xBAD)
        var refusalCount = 0
        for _ in 0..<5_000 {
            var bytes = JSONValue.random(depth: 4, using: &random).bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            do {
                let value = JSONValue(try JSONDocument(parsing: bytes).root)
                #expect(JSONValue(try JSONDocument(parsing: value.bytes).root) == value)
            } catch {
                refusalCount += 1
            }
        }
        #expect((1..<5_000).contains(refusalCount))
    }
}

extension JSONValue {
    fileprivate static func random(depth: Int, using random: inout SeededRandom) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .integer(Int64.random(in: .min ... .max, using: &random))
        case 3: return .integer([Int64.min, -1, 0, 1, .max].randomElement(using: &random) ?? 0)
        case 4:
            return .number(
                ["1.5", "-0.0", "1e9", "18446744073709551616"].randomElement(using: &random) ?? "")
        case 5: return .string(randomText(using: &random))
        case 6:
            let count = Int.random(in: 0...5, using: &random)
            return .array((0..<count).map { _ in JSONValue.random(depth: depth - 1, using: &random) })
        default:
            var object = JSONObject()
            for index in 0..<Int.random(in: 0...25, using: &random) {
                object["\(index)" + randomText(using: &random)] = .random(depth: depth - 2, using: &random)
            }
            return .object(object)
        }
    }

    private static func randomText(using random: inout SeededRandom) -> String {
        let scalars: [ClosedRange<UInt32>] = [0...0x1F, 0x20...0x7F, 0x80...0xD7FF, 0xE000...0x10FFFF]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...8, using: &random) {
            let range = scalars.randomElement(using: &random) ?? 0...0
            text.append(Unicode.Scalar(UInt32.random(in: range, using: &random)) ?? " ")
        }
        return String(text)
    }
}
