import Foundation
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// The certification of the Varlink project against implementations of others, both ways round.
@Suite(.timeLimit(.minutes(20))) struct CertificationTests {
    @Test(arguments: OtherImplementation.allCases)
    func `a client written by others certifies our server`(other: OtherImplementation) async throws {
        try await other.require()
        try await withTemporaryDirectory { directory in
            let path = directory + "/socket"
            let server = try await VarlinkServer.start(
                CertificationService().service(), at: .path(path, mode: 0o600))
            let run = try await ProgramRun.of(other.certification + ["--client", "--varlink=unix:\(path)"])
            #expect(run.exit == .status(0), "\(run)")
            // The last step, which its own client reaches only if every other was right.
            #expect(run.output.contains("End: "), "\(run)")
            #expect(server.counts.callTotal >= 13)
            await server.shutdown(within: .zero)
        }
    }

    @Test(arguments: OtherImplementation.allCases)
    func `our client certifies a server written by others`(other: OtherImplementation) async throws {
        try await other.require()
        try await withTemporaryDirectory { directory in
            let path = directory + "/socket"
            let server = try ChildProcess(
                "/usr/bin/env", other.certification + ["--varlink=unix:\(path)"],
                outputPath: directory + "/server")
            // SIGTERM may be blocked: a process inherits what its parent's thread blocks.
            defer { server.send(SIGKILL) }
            let client = try await CertificationTests.connect(path, while: server)
            try await CertificationTests.certify(client)
            await client.close()
        }
    }

    @Test func `a client written by others reads our descriptions`() async throws {
        try await OtherImplementation.python.require()
        try await Fixture.run { fixture in
            let cli = ["python3", "-m", "varlink.cli"]
            let info = try await ProgramRun.of(cli + ["info", "unix:\(fixture.path)"])
            #expect(info.output.contains("org.example.test"), "\(info.output)")
            let help = try await ProgramRun.of(cli + ["help", "unix:\(fixture.path)/org.example.test"])
            #expect(help.output.contains("method Flood"), "\(help.output)")
            let call = try await ProgramRun.of(
                cli + ["call", "unix:\(fixture.path)/org.example.test.Echo", #"{"text":"é"}"#])
            let reply = try JSONDocument(parsing: Array(call.output.utf8)).root
            #expect(reply["text"]?.string == "é")
        }
    }

    @Test(arguments: OtherImplementation.allCases)
    func `a parser written by others takes what we find no fault with`(other: OtherImplementation)
        async throws
    {
        try await other.require()
        try await withTemporaryDirectory { directory in
            let file = directory + "/test.varlink"
            #expect(try VarlinkInterface(parsing: TestService.text).portabilityIssues == [])
            try TestService.text.write(toFile: file, atomically: true, encoding: .utf8)
            let run = try await ProgramRun.of(other.parser + [file])
            #expect(run.exit == .status(0), "\(run)")

            try "interface org.example.test\nmethod Do( -> ()\n".write(
                toFile: file, atomically: true, encoding: .utf8)
            #expect(try await ProgramRun.of(other.parser + [file]).exit != .status(0))
        }
    }

    private static func connect(_ path: String, while server: ChildProcess) async throws -> VarlinkClient {
        while true {
            do {
                return try await VarlinkClient.connect(to: path)
            } catch {
                try #require(server.ended == nil)
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    /// Hands the result of each call to the next.
    private static func certify(_ client: VarlinkClient) async throws {
        let interface = "org.varlink.certification."
        let start = try await client.call(interface + "Start")
        let id = try #require(start["client_id"]?.string)
        var parameters: JSONObject = ["client_id": .string(id)]
        for test in [
            "Test01", "Test02", "Test03", "Test04", "Test05", "Test06", "Test07", "Test08", "Test09",
        ] {
            let reply = try await client.call(interface + test, JSONValue.object(parameters).bytes)
            parameters = ["client_id": .string(id)]
            for member in reply.members where member.key != "client_id" {
                parameters[member.key] = JSONValue(member.value)
            }
        }
        var texts: [JSONValue] = []
        for try await reply in client.stream(interface + "Test10", JSONValue.object(parameters).bytes) {
            texts.append(.string(try #require(reply["string"]?.string)))
        }
        #expect(texts.count == 10)
        let last: JSONValue = ["client_id": .string(id), "last_more_replies": .array(texts)]
        try await client.callOneway(interface + "Test11", last.bytes)
        let end = try await client.call(interface + "End", id.parametersNamed("client_id"))
        #expect(end["all_ok"]?.bool == true)
    }
}
