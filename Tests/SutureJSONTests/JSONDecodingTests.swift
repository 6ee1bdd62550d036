import Testing

@testable import SutureJSON

@Suite struct JSONDecodingTests {
    private struct Inner: Decodable, Equatable {
        var code: String
        var count: Int?
    }

    private struct Outer: Decodable, Equatable {
        var name: String
        var inner: Inner
        var list: [Inner]
        var tags: Set<String>
        var small: UInt8?
        var flag: Bool?
    }

    private func decode<Value: Decodable>(
        _ type: Value.Type, _ text: String, ignoring: Set<String> = [], rejectsUnknownKeys: Bool = true
    ) throws -> Value {
        try JSONDecoding(rejectsUnknownKeys: rejectsUnknownKeys)
            .decode(type, from: JSONDocument(parsing: text).root, ignoring: ignoring)
    }

    private func failure(_ text: String) -> String? {
        do {
            _ = try decode(Outer.self, text)
            return nil
        } catch let error as DecodingError {
            return error.path + ": " + error.reason
        } catch {
            return "\(error)"
        }
    }

    @Test func `a type is read whatever the order of its keys`() throws {
        let expected = Outer(
            name: "n", inner: Inner(code: "c", count: 1),
            list: [Inner(code: "d"), Inner(code: "e", count: 2)],
            tags: ["x"], small: 255, flag: true)
        let inOrder = #"""
            {"name":"n","inner":{"code":"c","count":1},"list":[{"code":"d"},{"code":"e","count":2}],"tags":["x"],
             "small":255,"flag":true}
            """#
        let reversed = #"""
            {"flag":true,"small":255,"tags":["x"],"list":[{"code":"d"},{"count":2,"code":"e"}],
             "inner":{"count":1,"code":"c"},"name":"n"}
            """#
        #expect(try decode(Outer.self, inOrder) == expected)
        #expect(try decode(Outer.self, reversed) == expected)
    }

    @Test func `lists may be left out or null, and null is as good as absent`() throws {
        let expected = Outer(name: "n", inner: Inner(code: "c"), list: [], tags: [])
        #expect(try decode(Outer.self, #"{"name":"n","inner":{"code":"c"}}"#) == expected)
        let nulls =
            #"{"name":"n","inner":{"code":"c","count":null},"list":null,"tags":null,"small":null,"flag":null}"#
        #expect(try decode(Outer.self, nulls) == expected)
    }

    @Test(arguments: [
        (#"{"inner":{"code":"c"}}"#, "name: it is missing"),
        (#"{"name":null,"inner":{"code":"c"}}"#, "name: expected a string"),
        (#"{"name":"n","inner":{}}"#, "inner.code: it is missing"),
        (#"{"name":"n","inner":[]}"#, "inner: expected an object"),
        (#"{"name":"n","inner":{"code":"c"},"list":{}}"#, "list: expected an array"),
        (
            #"{"name":"n","inner":{"code":"c"},"list":[{"code":"d"},{"code":3}]}"#,
            "list[1].code: expected a string"
        ),
        (#"{"name":"n","inner":{"code":"c"},"list":[{"code":"d"},{}]}"#, "list[1].code: it is missing"),
        (#"{"name":"n","inner":{"code":"c"},"small":256}"#, "small: expected an integer from 0 to 255"),
        (#"{"name":"n","inner":{"code":"c","count":1.0}}"#, "inner.count: expected an integer of 64 bits"),
        (#"{"name":"n","inner":{"code":"c","count":"1"}}"#, "inner.count: expected an integer of 64 bits"),
        (
            #"{"name":"n","inner":{"code":"c","count":9223372036854775808}}"#,
            "inner.count: expected an integer of 64 bits"
        ),
        (#"{"name":"n","inner":{"code":"c"},"flag":1}"#, "flag: expected true or false"),
        (#"[]"#, ": expected an object"),
    ])
    func `what does not fit is reported with its path`(text: String, expected: String) {
        #expect(failure(text) == expected)
    }

    @Test func `an unknown key is reported with its path`() throws {
        let text = #"{"id":"i","name":"n","inner":{"code":"c"},"list":[{"code":"d","colour":"red"}]}"#
        #expect(throws: UnknownKey(path: "id")) { try decode(Outer.self, text) }
        #expect(throws: UnknownKey(path: "list[0].colour")) { try decode(Outer.self, text, ignoring: ["id"]) }
        #expect(try decode(Outer.self, text, rejectsUnknownKeys: false).list == [Inner(code: "d")])
        let nested = #"{"name":"n","inner":{"code":"c","id":""}}"#
        #expect(throws: UnknownKey(path: "inner.id")) { try decode(Outer.self, nested, ignoring: ["id"]) }
    }

    @Test func `a part of a document is read with paths from there`() throws {
        let root = try JSONDocument(parsing: #"{"skipped":[{}],"parameters":{"code":"c","size":1}}"#).root
        let view = try #require(root["parameters"])
        #expect(throws: UnknownKey(path: "size")) { try JSONDecoding().decode(Inner.self, from: view) }
        #expect(try JSONDecoding().decode(Inner.self, from: view, ignoring: ["size"]) == Inner(code: "c"))
    }

    @Test func `values taken whole are not looked into`() throws {
        struct Proposed: Decodable {
            var fields: JSONView
            var value: JSONValue
            var object: JSONObject?
        }
        let proposed = try decode(Proposed.self, #"{"fields":{"a": 1},"value":[{"b":2}],"object":{"c":3}}"#)
        #expect(proposed.fields.rawText == #"{"a": 1}"#)
        #expect(proposed.value == [["b": 2]])
        #expect(proposed.object == ["c": 3])
    }

    @Test func `a large dictionary is read`() throws {
        let members = (0..<20_000).map { "\"k\($0)\":{\"code\":\"\($0)\"}" }.joined(separator: ",")
        let dictionary = try decode([String: Inner].self, "{\(members)}")
        #expect(dictionary.count == 20_000)
        #expect(dictionary["k19999"] == Inner(code: "19999"))
    }

    @Test func `the user's information reaches the type`() throws {
        struct Asking: Decodable {
            let answer: String
            init(from decoder: any Decoder) throws {
                answer =
                    CodingUserInfoKey(rawValue: "answer").flatMap { decoder.userInfo[$0] as? String } ?? ""
            }
        }
        let key = try #require(CodingUserInfoKey(rawValue: "answer"))
        let value = try JSONDecoding(userInfo: [key: "yes"])
            .decode([Asking].self, from: JSONDocument(parsing: "[1]").root)
        #expect(value.map(\.answer) == ["yes"])
    }

    @Test func `floating-point numbers are not taken`() {
        #expect(throws: DecodingError.self) { try decode([Double].self, "[1]") }
    }
}
