import Testing

@testable import SutureJSON

@Suite struct JSONEncodingTests {
    private struct Inner: Codable, Equatable {
        var zulu: Int64
        var alpha: String?
    }

    private struct Outer: Codable, Equatable {
        var name: String
        var inner: Inner
        var list: [Inner] = []
        var matrix: [[Int]] = []
        var flag: Bool?
        var last: String = "end"
    }

    private func text(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoding().encode(value), as: UTF8.self)
    }

    @Test func `fields stand in declared order and absent ones are left out`() throws {
        let value = Outer(
            name: "n", inner: Inner(zulu: .min), list: [Inner(zulu: 1, alpha: "a"), Inner(zulu: 2)],
            matrix: [[], [1, 2]])
        #expect(
            try text(value)
                == #"{"name":"n","inner":{"zulu":-9223372036854775808},"list":[{"zulu":1,"alpha":"a"},{"zulu":2}],"#
                + #""matrix":[[],[1,2]],"last":"end"}"#)
        let back = try JSONDecoding().decode(Outer.self, from: JSONDocument(parsing: text(value)).root)
        #expect(back == value)
    }

    @Test func `a type without fields is an empty object`() throws {
        struct Empty: Encodable {}
        struct Silent: Encodable { func encode(to encoder: any Encoder) {} }
        #expect(try text(Empty()) == "{}")
        #expect(try text([Silent(), Silent()]) == "[{},{}]")
    }

    @Test func `members are written into an object that has been begun`() throws {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("id")
        writer.string("T-1")
        try JSONEncoding().encodeMembers(of: Outer(name: "n", inner: Inner(zulu: 1)), into: &writer)
        writer.key("context")
        writer.null()
        writer.endObject()
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == #"{"id":"T-1","name":"n","inner":{"zulu":1},"list":[],"matrix":[],"last":"end","context":null}"#
        )
    }

    @Test func `raw text, views and values are written as they are`() throws {
        struct Row: Encodable {
            var data: RawJSON
            var view: JSONView
            var value: JSONValue
        }
        let view = try JSONDocument(parsing: "[1, 2]").root
        let row = Row(data: RawJSON(Array(#"{"a":1}"#.utf8)), view: view, value: ["b": .number("1.5")])
        #expect(try text(row) == #"{"data":{"a":1},"view":[1, 2],"value":{"b":1.5}}"#)
    }

    @Test func `an encoder knows its path and the user's information`() throws {
        struct Asking: Encodable {
            func encode(to encoder: any Encoder) throws {
                var container = encoder.singleValueContainer()
                let key = CodingUserInfoKey(rawValue: "who")
                let who = key.flatMap { encoder.userInfo[$0] as? String } ?? ""
                try container.encode(who + encoder.codingPath.pathText)
            }
        }
        struct Holder: Encodable {
            var first = "x"
            var asking = [Asking(), Asking()]
            var person = ["name": Asking()]
            var name = Asking()
        }
        let key = try #require(CodingUserInfoKey(rawValue: "who"))
        #expect(
            String(decoding: try JSONEncoding(userInfo: [key: "me:"]).encode(Holder()), as: UTF8.self)
                == #"{"first":"x","asking":["me:asking[0]","me:asking[1]"],"person":{"name":"me:person.name"},"#
                + #""name":"me:name"}"#)
    }

    @Test func `nested containers are written one after another`() throws {
        struct Nested: Encodable {
            enum Keys: String, CodingKey { case a, b, c }
            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Keys.self)
                var inner = container.nestedContainer(keyedBy: Keys.self, forKey: .a)
                try inner.encode(1, forKey: .b)
                var list = container.nestedUnkeyedContainer(forKey: .b)
                try list.encode("x")
                var pair = list.nestedContainer(keyedBy: Keys.self)
                try pair.encode(true, forKey: .c)
                try container.encodeNil(forKey: .c)
            }
        }
        #expect(try text(Nested()) == #"{"a":{"b":1},"b":["x",{"c":true}],"c":null}"#)
    }

    @Test func `a finished container is not written to`() {
        struct Late: Encodable {
            enum Keys: String, CodingKey { case a, b }
            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Keys.self)
                var inner = container.nestedContainer(keyedBy: Keys.self, forKey: .a)
                try container.encode(1, forKey: .b)
                try inner.encode(2, forKey: .b)
            }
        }
        #expect(throws: EncodingError.self) { try text(Late()) }
    }

    @Test func `a class and the class it inherits from share an object`() throws {
        class Base: Encodable { var base = 1 }
        final class Derived: Base {
            enum Keys: String, CodingKey { case derived }
            override func encode(to encoder: any Encoder) throws {
                try super.encode(to: encoder)
                var container = encoder.container(keyedBy: Keys.self)
                try container.encode(2, forKey: .derived)
            }
        }
        #expect(try text(Derived()) == #"{"base":1,"derived":2}"#)
    }

    @Test func `floating-point numbers are not written`() {
        #expect(throws: EncodingError.self) { try text([1.5]) }
    }
}
