import Foundation
import SutureDomain
import SutureInterface
import SutureJSON
import SutureOutput
import SutureProgram
import Testing
import Varlink

@testable import SutureClient

@Suite struct RecordingTests {
    @Test func `a line becomes the call of its kind's interface`() throws {
        let line = """
            {"command":"trial.log-outcome","id":"T-1","fields":{"device":"D-1","result":"success"},"context":{"dryRun":true}}
            """
        let entry = try CommandEntry(parsing: Array(line.utf8))
        #expect(entry.method == "org.suture.Trial.LogOutcome")
        #expect(
            String(decoding: entry.parameters, as: UTF8.self)
                == #"{"id":"T-1","device":"D-1","result":"success","context":{"dryRun":true}}"#)
    }

    @Test(arguments: [
        ("{", "not JSON: the text ends too early at byte 1"), ("[]", "a command is a JSON object"),
        ("{}", "command is missing"), (#"{"command":"trial.fly"}"#, "there is no command trial.fly"),
        (
            #"{"command":"trial.start","feilds":{}}"#,
            "there is no feilds here; there are command, id, fields, context; id is missing"
        ),
        (
            #"{"command":"trial.start","fields":{"id":"T"}}"#,
            "id stands beside fields, not among them; id is missing"
        ),
        (#"{"command":"trial.start","fields":[]}"#, "fields is no JSON object"),
    ])
    func `a line that is no command says why`(line: String, message: String) {
        let error = #expect(throws: UsageError.self) { try CommandEntry(parsing: Array(line.utf8)) }
        #expect(error?.message == message)
    }

    @Test func `lines are read as they come, the last one without its end too`() async throws {
        let pipe = Pipe()
        let reader = LineReader(pipe.fileHandleForReading)
        try pipe.fileHandleForWriting.write(contentsOf: Data("one\n\nthr".utf8))
        #expect(try await reader.next() == .init(number: 1, bytes: Array("one".utf8)))
        #expect(try await reader.next() == .init(number: 2, bytes: []))
        try pipe.fileHandleForWriting.write(contentsOf: Data("ee".utf8))
        try pipe.fileHandleForWriting.close()
        #expect(try await reader.next() == .init(number: 3, bytes: Array("three".utf8)))
        #expect(try await reader.next() == nil)
    }

    @Test func `the gravest result is the run's, and a wrong line counts as refused`() {
        var summary = RecordingSummary()
        summary.count(.init(line: 1, result: .success(receipt(position: 5))))
        summary.count(.init(line: 2, result: .success(receipt(position: 3, duplicate: true))))
        #expect(summary.status == .done)
        summary.count(.init(line: 3, result: .failure(UsageError("no"))))
        #expect(summary.status == .refused)
        summary.count(.init(line: 4, result: .failure(VarlinkError.permissionDenied)))
        #expect(summary.status == .notPermitted)
        #expect(summary.text == "1 recorded, 1 recorded before, 2 not recorded")
    }

    @Test func `a result is one line, for people and for programs`() {
        let recorded = LineResult(line: 3, result: .success(receipt(position: 5)))
        #expect(recorded.text(of: "f.jsonl") == "3: trial/T-1 version 2 at position 5")
        #expect(
            "\(recorded.json)" == """
                {"line":3,"receipt":{"position":5,"stream":"trial/T-1","version":2,"recordedAt":"now","duplicate":false}}
                """)
        let refused = LineResult(line: 4, result: .failure(VarlinkError.invalidParameter("device")))
        #expect(
            refused.text(of: "f.jsonl")
                == "f.jsonl:4: invalid parameter: device is missing, unknown or not of its form")
        #expect(
            "\(refused.json)" == """
                {"line":4,"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"device"}}
                """)
    }

    @Test func `progress is a bar where the total is known`() {
        #expect(
            ProgressBar.text(count: 50, total: 100, noun: "commands")
                == "████████████░░░░░░░░░░░░ 50 % of 100 commands")
        #expect(ProgressBar.text(count: 50, total: nil, noun: "commands") == "50 commands")
    }

    private func receipt(position: Int64, duplicate: Bool = false) -> Receipt {
        var receipt = Receipt(
            trialOf: StreamName(recorded: "trial/T-1"), StreamVersion(2), at: "now", isDuplicate: duplicate)
        receipt.position = position
        return receipt
    }
}
