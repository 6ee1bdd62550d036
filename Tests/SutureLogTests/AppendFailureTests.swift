import Foundation
import SutureDomain
import SutureLog
import SutureSQLiteLog
import SutureSystem
import SutureTestSupport
import Synchronization
import Testing

/// What is said, and what stands in the log, when appending fails.
@Suite struct AppendFailureTests {
    static let full: Int32 = 13
    static let failedWrite: Int32 = 778
    static let failedSync: Int32 = 1034

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Fails once at the step.
    static func once(_ code: Int32, at step: AppendStep) -> AppendFault {
        let isDue = OneTime()
        return { $0 == step && isDue.take() ? code : nil }
    }

    final class OneTime: Sendable {
        private let isLeft = Mutex(true)

        func take() -> Bool {
            isLeft.withLock { isLeft in
                defer { isLeft = false }
                return isLeft
            }
        }
    }

    @Test(arguments: [AppendStep.insert(0), .insert(2), .commit])
    func `a full disk records nothing and the log goes on`(_ step: AppendStep) throws {
        let log = try SQLiteEventLog.open(in: folder, fault: Self.once(Self.full, at: step))
        let failure = #expect(throws: LogFailure.self) {
            try log.append(NewEvent.notes(1...3), recordedAt: .seconds(1))
        }
        #expect(failure?.kind == .diskFull)
        #expect(log.head.position == .zero)
        #expect(try log.events(after: .zero, limit: 10).isEmpty)
        #expect(try log.append(NewEvent.notes(1...3), recordedAt: .seconds(2)).count == 3)
    }

    @Test func `a failed write before the commit records nothing and the log goes on`() throws {
        let log = try SQLiteEventLog.open(in: folder, fault: Self.once(Self.failedWrite, at: .insert(1)))
        let failure = #expect(throws: LogFailure.self) {
            try log.append(NewEvent.notes(1...3), recordedAt: .seconds(1))
        }
        #expect(failure?.kind == .io)
        #expect(try log.append(NewEvent.notes(1...3), recordedAt: .seconds(2)).count == 3)
    }

    /// After a failed sync the events may be there or not, and nobody knows before the log is opened again.
    @Test(arguments: [(AppendStep.commit, 2), (.committed, 5)])
    func `a failed sync stops the log until it is opened again`(_ step: AppendStep, _ count: Int) throws {
        let log = try SQLiteEventLog.open(in: folder)
        _ = try log.append(NewEvent.notes(1...2), recordedAt: .seconds(1))
        try log.close()

        let broken = try SQLiteEventLog.open(in: folder, fault: Self.once(Self.failedSync, at: step))
        let failure = #expect(throws: LogFailure.self) {
            try broken.append(NewEvent.notes(3...5), recordedAt: .seconds(2))
        }
        #expect(failure?.kind == .syncOutcomeUnknown)
        #expect(
            failure?.hint == "Restart, which looks at the log again; then repeat with the same command id.")
        #expect(broken.head.position == Position(2))
        let next = #expect(throws: LogFailure.self) {
            try broken.append(NewEvent.notes(3...5), recordedAt: .seconds(3))
        }
        #expect(next?.kind == .stopped)
        try broken.close()

        #expect(try SQLiteEventLog.open(in: folder).head.position == Position(Int64(count)))
    }

    /// Mounting needs root; without it the faults above stand for the disk.
    @Test(.enabled(if: geteuid() == 0, "needs root, to mount a small file system"))
    func `a disk that is really full records nothing and the log goes on`() throws {
        let disk = try #require(SmallDisk(at: folder.path, byteCount: 1_000_000))
        defer { disk.unmount() }
        let log = try SQLiteEventLog.open(in: folder)
        _ = try log.append(NewEvent.notes(1...3), recordedAt: .seconds(1))
        let large = (1...50).map { NewEvent.note(String(repeating: "x", count: 30_000), on: "trial/X-\($0)") }
        let failure = #expect(throws: LogFailure.self) { try log.append(large, recordedAt: .seconds(2)) }
        #expect(failure?.kind == .diskFull)
        #expect(log.head.position == Position(3))
        #expect(try log.append(NewEvent.notes(4...4), recordedAt: .seconds(3)).first?.position == Position(4))
        try log.close()
        let again = try SQLiteEventLog.open(in: folder)
        #expect(again.head.position == Position(4))
        try again.close()
    }
}
