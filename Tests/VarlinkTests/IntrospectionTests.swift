import SutureJSON
import SutureTestSupport
import Testing
import Varlink

@Suite(.timeLimit(.minutes(20))) struct IntrospectionTests {
    @Test func `a service says what it is and lists its interfaces, itself included`() async throws {
        try await Fixture.run { fixture in
            let replies = try await fixture.ask(#"{"method":"org.varlink.service.GetInfo","parameters":{}}"#)
            #expect(
                replies == [
                    #"{"parameters":{"vendor":"Example","product":"Test","version":"1.2","url":"https://example.org","#
                        + #""interfaces":["org.example.test","org.varlink.service"]}}"#
                ])
        }
    }

    @Test(arguments: ["org.example.test", "org.varlink.service"])
    func `an interface is described with its comments`(name: String) async throws {
        try await Fixture.run { fixture in
            let client = try await VarlinkClient.connect(to: fixture.path)
            let reply = try await client.call(
                "org.varlink.service.GetInterfaceDescription", name.parametersNamed("interface"))
            let text = try #require(reply["description"]?.string)
            let interface = try VarlinkInterface(parsing: text)
            #expect(interface.name == name)
            #expect(!interface.documentation.isEmpty)
            #expect(interface.portabilityIssues == [])
            if name == "org.example.test" { #expect(text == TestService.text) }
            await client.close()
        }
    }

    @Test(arguments: [
        ("org.example.unknown.Do", #"InterfaceNotFound","parameters":{"interface":"org.example.unknown"}"#),
        ("nothing", #"InterfaceNotFound","parameters":{"interface":"nothing"}"#),
        ("org.example.test.Unknown", #"MethodNotFound","parameters":{"method":"org.example.test.Unknown"}"#),
        (
            "org.varlink.service.Unknown",
            #"MethodNotFound","parameters":{"method":"org.varlink.service.Unknown"}"#
        ),
        (
            "org.example.test.Missing",
            #"MethodNotImplemented","parameters":{"method":"org.example.test.Missing"}"#
        ),
        (
            "org.varlink.service.GetInterfaceDescription",
            #"InvalidParameter","parameters":{"parameter":"interface"}"#
        ),
    ])
    func `what is not there is named`(method: String, expected: String) async throws {
        try await Fixture.run { fixture in
            let replies = try await fixture.ask(#"{"method":"\#(method)"}"#)
            #expect(replies == [#"{"error":"org.varlink.service."# + expected + "}"])
        }
    }

    @Test(arguments: [
        (#"GetInfo","parameters":{"colour":1}"#, #"InvalidParameter","parameters":{"parameter":"colour"}"#),
        (
            #"GetInterfaceDescription","parameters":{"interface":1}"#,
            #"InvalidParameter","parameters":{"parameter":"interface"}"#
        ),
        (
            #"GetInterfaceDescription","parameters":{"interface":"a.b"}"#,
            #"InterfaceNotFound","parameters":{"interface":"a.b"}"#
        ),
        (
            #"GetInterfaceDescription","parameters":{"interface":"org.varlink.service","x":1}"#,
            #"InvalidParameter","parameters":{"parameter":"x"}"#
        ),
    ])
    func `the service's own parameters are checked`(call: String, expected: String) async throws {
        try await Fixture.run { fixture in
            let replies = try await fixture.ask(#"{"method":"org.varlink.service.\#(call)}"#)
            #expect(replies == [#"{"error":"org.varlink.service."# + expected + "}"])
        }
    }

    @Test func `no method speaks another protocol`() async throws {
        try await Fixture.run { fixture in
            let replies = try await fixture.ask(#"{"method":"org.example.test.Echo","upgrade":true}"#)
            #expect(
                replies == [
                    #"{"error":"org.varlink.service.MethodNotImplemented","#
                        + #""parameters":{"method":"org.example.test.Echo"}}"#
                ])
        }
    }
}
