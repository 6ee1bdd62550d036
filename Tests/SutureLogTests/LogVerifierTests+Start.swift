import Foundation
import GRDB
import SutureDomain
import SutureSQLiteLog
import SutureSystem
import SutureTestSupport
import Testing

@testable import SutureLog

/// What is looked at when the daemon starts: the last events, and some all over the log.
extension LogVerifierTests {
    @Test func `the check at start looks at the last thousand events`() throws {
        let head = try write(NewEvent.notes(1...1_200))
        let verifier = LogVerifier(reader: try LogReader.open(path: path))
        #expect(try verifier.verifyTail() == .sound(.init(eventCount: 1_000, streamCount: 3, head: head)))
        try tamper("UPDATE event SET data = '{}' WHERE position = 100")
        #expect(try verifier.verifyTail() == .sound(.init(eventCount: 1_000, streamCount: 3, head: head)))
        try tamper("UPDATE event SET data = '{}' WHERE position = 201")
        #expect(
            try verifier.verifyTail()
                == .unsound(.init(position: Position(201), what: LogVerifierTests.badHash)))
    }

    @Test func `the check at start follows streams to events before it`() throws {
        try write(NewEvent.notes(1...1_200))
        try tamper("UPDATE event SET stream = 'trial/T-9' WHERE position = 200")
        let expected = Verification.Finding(
            position: Position(203), what: "position 200, which it says it follows, is not of trial/T-1")
        #expect(try LogVerifier(reader: LogReader.open(path: path)).verifyTail() == .unsound(expected))
    }

    @Test func `events all over a long log are looked at, so that a hole is found`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        let count: Int64 = 3_000
        try write(NewEvent.notes(1...count))
        let reader = try LogReader.open(path: path)
        #expect(try LogVerifier(reader: reader).verifySpread() == nil)
        // As wide as what lies between two of them, and not the last.
        let width = count / LogVerifier.spreadEventCount + 1
        let first = Int64.random(in: 1...count - width - 1, using: &random)
        try tamper("DELETE FROM event WHERE position BETWEEN \(first) AND \(first + width)")
        let finding = try #require(try LogVerifier(reader: reader).verifySpread(), "seed \(seed)")
        #expect(first...first + width + 1 ~= finding.position.number, "seed \(seed)")
        #expect(
            finding.what.hasPrefix("it is missing; the log must go on to position "),
            "seed \(seed): \(finding)")
    }

    @Test(arguments: [0, 1, 2, 7, 199, 200, 201, 431] as [Int64])
    func `the first event and those behind it are looked at in a log of any length`(count: Int64) throws {
        try write(count == 0 ? [] : NewEvent.notes(1...count))
        let reader = try LogReader.open(path: path)
        #expect(try LogVerifier(reader: reader).verifySpread() == nil)
        guard count > 0 else { return }
        try tamper("UPDATE event SET data = '{}' WHERE position = 1")
        #expect(
            try LogVerifier(reader: reader).verifySpread()
                == .init(position: Position(1), what: LogVerifierTests.badHash))
    }

    @Test func `what cannot be read does not hide what is wrong before it`() throws {
        try write()
        try tamper(
            "UPDATE event SET data = '{}' WHERE position = 4; UPDATE event SET occurred_on = '' WHERE position = 6"
        )
        try expectFinding(4, LogVerifierTests.badHash)
    }
}
