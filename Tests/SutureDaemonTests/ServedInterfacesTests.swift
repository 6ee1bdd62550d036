import SutureDomain
import SutureInterface
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// The daemon serves what is published, all of it and as it is written.
@Suite(.serialized, .timeLimit(.minutes(20))) struct ServedInterfacesTests {
    @Test func `every interface is listed, and described by its own text`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let info = JSONValue(try await client.call("org.varlink.service.GetInfo"))
            let names = (VarlinkInterface.suture.keys + ["org.varlink.service"]).sorted()
            #expect(
                info == [
                    "vendor": "Suture", "product": "sutured", "version": .string(Product.version),
                    "url": .string(Product.url), "interfaces": .array(names.map { .string($0) }),
                ])
            for (name, interface) in VarlinkInterface.suture {
                let parameters: JSONValue = ["interface": .string(name)]
                let described = try await client.call(
                    "org.varlink.service.GetInterfaceDescription", parameters.bytes)
                #expect(described["description"]?.string == interface.text)
            }
        }
    }

    @Test func `behind every method there is something`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            for interface in VarlinkInterface.suture.values {
                for method in interface.methods {
                    // No method has a parameter of this name, so each has to say so, and none does anything.
                    let error = try await client.error(
                        of: "\(interface.name.dropFirst("org.suture.".count)).\(method.name)", ["noSuch": 1])
                    let expected =
                        method.more == .required
                        ? VarlinkError.expectedMore.name : "org.varlink.service.InvalidParameter"
                    #expect(error?.name == expected, "\(interface.name).\(method.name)")
                }
            }
            #expect(try await client.head() == 0)
        }
    }

    @Test func `a reply holds what the interface declares and nothing else`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.recordProgramme()
            let calls: [(interface: String, method: String, parameters: JSONValue)] = [
                ("Service", "Status", [:]), ("Service", "Reload", [:]), ("Log", "Read", ["start": 1]),
                ("Log", "RecordAll", ["commands": [RecordAllTests.register("D-9")]]),
                ("Records", "Views", [:]), ("Records", "Get", ["record": "person/P-0001"]),
                ("Records", "Get", ["record": "trial/T-1", "knownAt": "13"]),
                ("Records", "List", ["view": "person", "limit": 1]),
                ("Records", "Search", ["text": "e", "limit": 1]),
                ("Records", "History", ["record": "trial/T-1", "limit": 2]),
                ("Reports", "Programme", ["explain": true]), ("Reports", "Programme", ["asOf": "2022-02-01"]),
                ("Reports", "Trial", ["trial": "T-1"]),
                ("Reports", "Trial", ["trial": "T-1", "knownAt": "12"]),
                ("Reports", "Safety", [:]), ("Reports", "Safety", ["trial": "T-1", "knownAt": "12"]),
                ("Device", "AddNote", ["id": "D-0", "text": "bent"]),
            ]
            for (name, method, parameters) in calls {
                let interface = VarlinkInterface.named("org.suture.\(name)")
                let reply = try await client.ask("\(name).\(method)", parameters)
                let declared = VarlinkType.structure(try #require(interface.method(method)).output)
                #expect(declared.misfits(reply, at: "\(name).\(method)", in: interface) == [])
            }
        }
    }
}

extension VarlinkType {
    /// Where a value is not of this type.
    fileprivate func misfits(_ value: JSONValue, at place: String, in interface: VarlinkInterface) -> [String]
    {
        switch (self, value) {
        case (.bool, .bool), (.int, .integer), (.string, .string), (.object, .object), (.optional, .null):
            return []
        case (.named(let name), _):
            return interface.type(name)?.misfits(value, at: place, in: interface) ?? [
                "\(place): no type \(name)"
            ]
        case (.optional(let type), _): return type.misfits(value, at: place, in: interface)
        case (.array(let type), .array(let elements)):
            return elements.flatMap { type.misfits($0, at: "\(place)[]", in: interface) }
        case (.dictionary(let type), .object(let members)):
            return members.flatMap { type.misfits($0.value, at: "\(place).\($0.key)", in: interface) }
        case (.enumeration(let values), .string(let text)):
            return values.contains(text) ? [] : ["\(place): \(text)"]
        case (.structure(let fields), .object(let members)):
            let undeclared = members.filter { member in !fields.contains { $0.name == member.key } }
            return undeclared.map { "\(place): \($0.key) is not declared" }
                + fields.flatMap { field -> [String] in
                    guard let value = members[field.name] else {
                        return field.isOptional ? [] : ["\(place): \(field.name) is missing"]
                    }
                    return field.type.misfits(value, at: "\(place).\(field.name)", in: interface)
                }
        default: return ["\(place): \(value) is no \(self)"]
        }
    }
}
