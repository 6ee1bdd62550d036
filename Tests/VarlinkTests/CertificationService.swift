import Foundation
import SutureJSON
import Synchronization
import Varlink

/// `org.varlink.certification`: each test checks that the call is exactly what the reply before it led to.
final class CertificationService: Sendable {
    private static let interface = "org.varlink.certification"
    /// The test that a client has to call next.
    private let expected = Mutex<[String: String]>([:])

    private static let values: JSONObject = [
        "bool": false, "int": 2, "float": .number("3.141592653589793"), "string": "a lot of string",
    ]
    private static let map: JSONValue = ["foo": "Foo", "bar": "Bar"]
    private static let set: JSONValue = ["one": [:], "two": [:], "three": [:]]
    private static let mytype: JSONObject = [
        "object": ["method": "org.varlink.certification.Test09", "parameters": ["map": map]],
        "enum": "two", "struct": ["first": 1, "second": "2"], "array": ["one", "two", "three"],
        "dictionary": map, "stringset": set,
        "interface": [
            "foo": [nil, ["foo": "foo", "bar": "bar"], nil, ["one": "foo", "two": "bar"]],
            "anon": ["foo": true, "bar": false],
        ],
    ]

    /// A test's parameters besides the client's id, its reply, and the test that follows.
    private struct Step {
        let parameters: JSONObject
        let reply: JSONObject
        let next: String
    }

    private static let steps: [String: Step] = [
        "Test01": Step(parameters: [:], reply: ["bool": true], next: "Test02"),
        "Test02": Step(parameters: ["bool": true], reply: ["int": 1], next: "Test03"),
        "Test03": Step(parameters: ["int": 1], reply: ["float": .number("1.0")], next: "Test04"),
        "Test04": Step(parameters: ["float": .number("1.0")], reply: ["string": "ping"], next: "Test05"),
        "Test05": Step(parameters: ["string": "ping"], reply: values, next: "Test06"),
        "Test06": Step(parameters: values, reply: ["struct": .object(values)], next: "Test07"),
        "Test07": Step(parameters: ["struct": .object(values)], reply: ["map": map], next: "Test08"),
        "Test08": Step(parameters: ["map": map], reply: ["set": set], next: "Test09"),
        "Test09": Step(parameters: ["set": set], reply: ["mytype": .object(mytype)], next: "Test10"),
        "Test10": Step(parameters: ["mytype": .object(mytype)], reply: [:], next: "Test11"),
        "Test11": Step(
            parameters: ["last_more_replies": .array((1...10).map { "Reply number \($0)" })], reply: [:],
            next: "End"),
        "End": Step(parameters: [:], reply: ["all_ok": true], next: ""),
    ]

    func service() throws -> VarlinkService {
        var service = VarlinkService(vendor: "Example", product: "Certification", version: "1", url: "") {
            _, error in
            VarlinkError("org.varlink.certification.ClientIdError")
        }
        var handlers: [String: VarlinkHandler] = [
            "Start": .pipelined { call, reply in
                let id = UUID().uuidString
                self.expected.withLock { $0[id] = "Test01" }
                reply.succeed(id.parametersNamed("client_id"))
                return .accepted
            },
            "Test10": .stream { call, stream in
                _ = try self.take(call)
                for number in 1...10 {
                    try await stream.send(
                        "Reply number \(number)".parametersNamed("string"), continues: number < 10)
                }
            },
        ]
        for name in CertificationService.steps.keys where name != "Test10" {
            handlers[name] = .query { call in JSONValue.object(try self.take(call)).bytes }
        }
        service.add(try VarlinkInterface(parsing: CertificationService.text), handlers: handlers)
        return service
    }

    /// Checks a call and returns its reply.
    private func take(_ call: VarlinkCall) throws -> JSONObject {
        guard let id = call.parameters["client_id"]?.string,
            let test = expected.withLock({ $0[id] })
        else { throw VarlinkError("org.varlink.certification.ClientIdError") }
        guard test == call.methodName, let step = CertificationService.steps[test],
            call.isOneway == (test == "Test11"), call.wantsMore == (test == "Test10")
        else { throw CertificationService.mismatch(.string(test), .string(call.method)) }
        var wants = step.parameters
        wants["client_id"] = .string(id)
        guard CertificationService.isSame(.object(wants), JSONValue(call.parameters)) else {
            throw CertificationService.mismatch(.object(wants), JSONValue(call.parameters))
        }
        expected.withLock { $0[id] = step.next }
        return step.reply
    }

    private static func mismatch(_ wants: JSONValue, _ got: JSONValue) -> VarlinkError {
        VarlinkError(
            "org.varlink.certification.CertificationError", ["wants": ["is": wants], "got": ["is": got]])
    }

    /// Whatever the order of the members; an absent one is as good as null.
    private static func isSame(_ left: JSONValue, _ right: JSONValue) -> Bool {
        switch (left, right) {
        case (.object(let left), .object(let right)):
            Set(left.map(\.key) + right.map(\.key)).allSatisfy {
                isSame(left[$0] ?? .null, right[$0] ?? .null)
            }
        case (.array(let left), .array(let right)):
            left.count == right.count && zip(left, right).allSatisfy { isSame($0, $1) }
        case (.number(let left), .number(let right)): Double(left) == Double(right)
        // Some write the floating-point number 1.0 as 1.
        case (.number(let left), .integer(let right)): Double(left) == Double(right)
        default: left == right
        }
    }
}

extension CertificationService {
    private static let text = """
        # Interface to test varlink implementations against.
        interface org.varlink.certification

        type Interface (
          foo: ?[]?[string](foo, bar, baz),
          anon: (foo: bool, bar: bool)
        )

        type MyType (
          object: object,
          enum: (one, two, three),
          struct: (first: int, second: string),
          array: []string,
          dictionary: [string]string,
          stringset: [string](),
          nullable: ?string,
          nullable_array_struct: ?[](first: int, second: string),
          interface: Interface
        )

        method Start() -> (client_id: string)
        method Test01(client_id: string) -> (bool: bool)
        method Test02(client_id: string, bool: bool) -> (int: int)
        method Test03(client_id: string, int: int) -> (float: float)
        method Test04(client_id: string, float: float) -> (string: string)
        method Test05(client_id: string, string: string) -> (bool: bool, int: int, float: float, string: string)
        method Test06(client_id: string, bool: bool, int: int, float: float, string: string) -> (
          struct: (bool: bool, int: int, float: float, string: string)
        )
        method Test07(
          client_id: string,
          struct: (bool: bool, int: int, float: float, string: string)
        ) -> (map: [string]string)
        method Test08(client_id: string, map: [string]string) -> (set: [string]())
        method Test09(client_id: string, set: [string]()) -> (mytype: MyType)
        # [Requires 'more' flag]
        method Test10(client_id: string, mytype: MyType) -> (string: string)
        # must be called as "oneway"
        method Test11(client_id: string, last_more_replies: []string) -> ()
        method End(client_id: string) -> (all_ok: bool)

        error ClientIdError ()
        error CertificationError (wants: object, got: object)

        """
}
