import Foundation
import SutureDomain
import SutureInterface
import SutureJSON
import Testing
import Varlink

@testable import SutureClient

/// Many lines over a real socket, to a service that says yes to all but one device.
@Suite(.timeLimit(.minutes(20))) struct PipelineTests {
    @Test func `results come in the order of the lines, and a wrong line does not stop the rest`()
        async throws
    {
        let count = 3 * Pipeline.windowCountMax
        var lines = (1...count).map { PipelineTests.line(device: "D-\($0)") }
        lines[4] = "no command"
        lines[7] = PipelineTests.line(device: "D-refused")
        lines[9] = ""
        let answers = try await PipelineTests.answers(to: lines)
        #expect(answers.map(\.line) == (1...count).filter { $0 != 10 })
        for answer in answers {
            switch (answer.line, answer.result) {
            case (5, .failure(let error)): #expect(error is UsageError)
            case (8, .failure(let error)):
                #expect((error as? VarlinkError)?.name == "org.suture.Trial.Refused")
            case (let line, .success(let reply)): #expect(reply["device"]?.string == "D-\(line)")
            case (let line, .failure(let error)): Issue.record("line \(line): \(error)")
            }
        }
    }

    @Test func `without a connection every line fails and none is lost`() async throws {
        let lines = [PipelineTests.line(device: "D-1"), PipelineTests.line(device: "D-2")]
        let answers = try await PipelineTests.answers(to: lines, closingFirst: true)
        #expect(answers.map(\.line) == [1, 2])
        for answer in answers { #expect(throws: VarlinkClientError.closed) { try answer.result.get() } }
    }

    private static func line(device: String) -> String {
        """
        {"command":"trial.log-outcome","id":"T-1","fields":{"device":"\(device)","result":"success"}}
        """
    }

    private static func answers(to lines: [String], closingFirst: Bool = false) async throws -> [Pipeline
        .Answer]
    {
        let path = "/tmp/suture-client-\(UUID().uuidString).socket"
        let server = try await VarlinkServer.start(service, at: .path(path, mode: 0o600))
        let daemon = try await Daemon.connect(to: path)
        if closingFirst { await daemon.close() }
        let pipe = Pipe()
        let text = lines.map { $0 + "\n" }.joined()
        Thread.detachNewThread {
            try? pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
            try? pipe.fileHandleForWriting.close()
        }
        var answers: [Pipeline.Answer] = []
        try await Pipeline(daemon: daemon).run(LineReader(pipe.fileHandleForReading)) { answers.append($0) }
        await daemon.close()
        await server.shutdown(within: .seconds(5))
        return answers
    }

    /// Echoes the device; refuses `D-refused`.
    private static var service: VarlinkService {
        var service = VarlinkService(vendor: "Suture", product: "test", version: "0", url: "") { _, _ in
            VarlinkError("org.suture.Trial.Failed", ["message": "", "operation": "", "hint": ""])
        }
        service.add(
            VarlinkInterface.of(Trial.self),
            handlers: [
                "LogOutcome": .pipelined { call, reply in
                    let device = call.parameters["device"]?.string ?? ""
                    if device == "D-refused" {
                        reply.fail(
                            VarlinkError("org.suture.Trial.Refused", ["message": "", "rule": "not-found"]))
                    } else {
                        reply.succeed(JSONValue.object(["device": .string(device)]).bytes)
                    }
                    return .accepted
                }
            ])
        return service
    }
}
