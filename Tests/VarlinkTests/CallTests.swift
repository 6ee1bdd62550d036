import Glibc
import SutureTestSupport
import Testing
import Varlink

/// What clients written by others rely on: the shape and the order of calls and replies.
@Suite(.timeLimit(.minutes(20))) struct CallTests {
    private static func echo(_ rest: String) -> String { #"{"method":"org.example.test.Echo"\#(rest)}"# }

    @Test(arguments: [
        "", #","parameters":null"#, #","parameters":{}"#, #","more":false,"oneway":false,"upgrade":null"#,
    ])
    func `absent, null and empty parameters are the same`(rest: String) async throws {
        try await Fixture.run { fixture in
            let replies = try await fixture.ask(CallTests.echo(rest))
            #expect(replies == [#"{"parameters":{}}"#])
        }
    }

    @Test func `a reply has parameters and nothing that was not asked for`() async throws {
        try await Fixture.run { fixture in
            let replies = try await fixture.ask(
                CallTests.echo(#","parameters":{"text":"é \u0041"}"#),
                CallTests.echo(#","parameters":{"text":"x"},"more":true"#),
                #"{"method":"org.example.test.Refused"}"#)
            #expect(
                replies == [
                    #"{"parameters":{"text":"é \u0041"}}"#, #"{"parameters":{"text":"x"}}"#,
                    #"{"error":"org.example.test.Wrong","parameters":{"what":"é\n"}}"#,
                ])
        }
    }

    @Test func `integers are exact`() async throws {
        try await Fixture.run { fixture in
            let replies = try await fixture.ask(
                CallTests.echo(#","parameters":{"number":9223372036854775807}"#))
            #expect(replies == [#"{"parameters":{"number":9223372036854775807}}"#])
        }
    }

    @Test func `replies come in the order of the calls, whatever the order of their completion`() async throws
    {
        try await Fixture.run { fixture in
            let connection = try fixture.connect()
            for key in ["a", "b", "c"] {
                try await connection.send(
                    #"{"method":"org.example.test.Held","parameters":{"key":"\#(key)"}}"#)
            }
            try await connection.send(CallTests.echo(""))
            try await fixture.service.wait { $0.started == ["a", "b", "c"] }
            for key in ["c", "b", "a"] { fixture.service.release(key) }
            #expect(
                try await connection.receive(count: 4) == [
                    #"{"parameters":{"key":"a"}}"#, #"{"parameters":{"key":"b"}}"#,
                    #"{"parameters":{"key":"c"}}"#,
                    #"{"parameters":{}}"#,
                ])
        }
    }

    @Test func `calls may come in pieces and in heaps`() async throws {
        try await Fixture.run { fixture in
            let connection = try fixture.connect()
            for byte in CallTests.echo("").utf8 { try await connection.send(bytes: [byte]) }
            try await connection.send(bytes: [0])
            #expect(try await connection.receive() == #"{"parameters":{}}"#)

            let calls = (0..<1_000).map { CallTests.echo(#","parameters":{"number":\#($0)}"#) }
            try await connection.send(bytes: calls.flatMap { Array($0.utf8) + [0] })
            let expected = (0..<1_000).map { #"{"parameters":{"number":\#($0)}}"# }
            #expect(try await connection.receive(count: 1_000) == expected)
        }
    }

    @Test(arguments: [
        #"{"method":"org.example.test.Echo","oneway":true}"#,
        #"{"method":"org.example.test.Refused","oneway":true}"#,
        #"{"method":"org.example.test.Unknown","oneway":true}"#,
        #"{"method":"org.example.test.Broken","oneway":true}"#,
        #"{"method":"org.example.test.Optional","parameters":{"upTo":5},"oneway":true}"#,
    ])
    func `a oneway call is never answered`(call: String) async throws {
        try await Fixture.run { fixture in
            let connection = try fixture.connect()
            try await connection.send(call, CallTests.echo(#","parameters":{"text":"next"}"#))
            #expect(try await connection.receive() == #"{"parameters":{"text":"next"}}"#)
        }
    }

    @Test func `a query waits for what came before it, and what comes after waits for it`() async throws {
        try await Fixture.run { fixture in
            let connection = try fixture.connect()
            try await connection.send(
                #"{"method":"org.example.test.Held","parameters":{"key":"before"}}"#,
                #"{"method":"org.example.test.Query","parameters":{"key":"query"}}"#,
                #"{"method":"org.example.test.Held","parameters":{"key":"after"}}"#)
            try await fixture.service.wait { !$0.started.isEmpty }
            // Another connection does not wait.
            let elsewhere = try await fixture.ask(CallTests.echo(""))
            #expect(elsewhere == [#"{"parameters":{}}"#])
            #expect(fixture.service.started == ["before"])
            fixture.service.release("before")
            try await fixture.service.wait { $0.started.count == 2 }
            let elsewhereAgain = try await fixture.ask(CallTests.echo(""))
            #expect(elsewhereAgain == [#"{"parameters":{}}"#])
            #expect(fixture.service.started == ["before", "query"])
            fixture.service.release("query")
            try await fixture.service.wait { $0.started.count == 3 }
            fixture.service.release("after")
            #expect(
                try await connection.receive(count: 3) == [
                    #"{"parameters":{"key":"before"}}"#, #"{"parameters":{"key":"query"}}"#,
                    #"{"parameters":{"key":"after"}}"#,
                ])
        }
    }

    @Test func `an error that the handler does not know is translated`() async throws {
        try await Fixture.run { fixture in
            let replies = try await fixture.ask(#"{"method":"org.example.test.Broken"}"#)
            #expect(replies == [#"{"error":"org.example.test.Wrong","parameters":{"what":"Broken"}}"#])
        }
    }

    @Test func `a client that sends no more still gets its replies`() async throws {
        try await Fixture.run { fixture in
            let connection = try fixture.connect()
            try await connection.send(
                #"{"method":"org.example.test.Held","parameters":{"key":"a"}}"#,
                #"{"method":"org.example.test.Query","parameters":{"key":"b"}}"#, CallTests.echo(""))
            connection.shutdownSending()
            try await fixture.service.wait { $0.started == ["a"] }
            fixture.service.release("a")
            fixture.service.release("b")
            #expect(
                try await connection.receive(count: 4) == [
                    #"{"parameters":{"key":"a"}}"#, #"{"parameters":{"key":"b"}}"#, #"{"parameters":{}}"#,
                    nil,
                ])
        }
    }

    @Test func `a handler knows who calls`() async throws {
        try await Fixture.run { fixture in
            let groups = try #require(supplementaryGroups())
            let replies = try await fixture.ask(#"{"method":"org.example.test.Peer"}"#)
            #expect(
                replies == [
                    #"{"parameters":{"pid":\#(getpid()),"uid":\#(getuid()),"gid":\#(getgid()),"groups":\#(groups)}}"#
                ])
        }
    }

    /// As JSON.
    private func supplementaryGroups() -> String? {
        var groups = [gid_t](repeating: 0, count: 65_536)
        let count = getgroups(Int32(groups.count), &groups)
        return count < 0 ? nil : "[\(groups.prefix(Int(count)).map(String.init).joined(separator: ","))]"
    }
}
