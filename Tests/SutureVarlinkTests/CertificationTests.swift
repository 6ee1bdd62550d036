import Foundation
import SutureJSON
import SutureVarlink
import Testing

/// The certification of the Varlink project, against the Python implementation (PyPI `varlink`), both ways round.
///
/// Without that package the tests are skipped, except where `CI` is set.
@Suite(
    .timeLimit(.minutes(2)), .enabled("python3 has no package varlink") { try await PythonVarlink.isExpected }
)
struct CertificationTests {
    @Test func `a client written by others certifies our server`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/socket"
            let server = try await VarlinkServer.start(
                CertificationService().service(), at: .path(path, mode: 0o600))
            let run = try await PythonVarlink.run(
                "varlink.tests.test_certification", "--client", "--varlink=unix:\(path)")
            #expect(run.status == 0, "\(run.output)")
            #expect(run.output.contains("Certification passed"), "\(run.output)")
            await server.shutdown(within: .zero)
        }
    }

    @Test func `a client written by others reads our descriptions`() async throws {
        try await Fixture.run { fixture in
            let info = try await PythonVarlink.run("varlink.cli", "info", "unix:\(fixture.path)")
            #expect(info.output.contains("org.example.test"), "\(info.output)")
            let help = try await PythonVarlink.run(
                "varlink.cli", "help", "unix:\(fixture.path)/org.example.test")
            #expect(help.output.contains("method Flood"), "\(help.output)")
            let call = try await PythonVarlink.run(
                "varlink.cli", "call", "unix:\(fixture.path)/org.example.test.Echo", #"{"text":"é"}"#)
            let reply = try JSONDocument(parsing: Array(call.output.utf8)).root
            #expect(reply["text"]?.string == "é")
        }
    }

    @Test func `our client certifies a server written by others`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/socket"
            let server = try PythonVarlink.start("varlink.tests.test_certification", "--varlink=unix:\(path)")
            // SIGTERM may be blocked: a process inherits what its parent's thread blocks.
            defer { kill(server.processIdentifier, SIGKILL) }
            let client = try await CertificationTests.connect(path, while: server)
            try await CertificationTests.certify(client)
            await client.close()
        }
    }

    private static func connect(_ path: String, while server: Process) async throws -> VarlinkClient {
        while true {
            do {
                return try await VarlinkClient.connect(to: path)
            } catch {
                try #require(server.isRunning)
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
