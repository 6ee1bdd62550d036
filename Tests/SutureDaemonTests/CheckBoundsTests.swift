import Foundation
import NIOPosix
import SutureDomain
import SutureInterface
import SutureJSON
import SutureLog
import SutureSQLiteLog
import SutureTestSupport
import Testing

@testable import SutureDaemon
@testable import SutureReadModels
@testable import Varlink

/// What a check may hold, and for how long.
@Suite(.timeLimit(.minutes(20))) struct CheckBoundsTests {
    // MARK: How much

    @Test func `a check that would hold too much is refused with the numbers, and is over`() async throws {
        try await RunningDaemon.run { daemon in
            try await daemon.client().record(
                "Device.Register", ["id": "D-1", "name": "Needle", "type": "suture_needle"])
            #expect(await daemon.terminate() == .status(0))
            let connection = try Connection(to: daemon, byteCountMax: 10_000)
            let row = { (number: Int) in
                CheckTests.candidate(RecordAllTests.note("D-1", "row \(number)"))
            }
            let first = try await connection.check((0..<10).map(row))
            let answered = JSONValue(try JSONDocument(parsing: first).root)
            #expect(
                CheckTests.outcomes(answered["answers"]?.array ?? []) == .init(repeating: "new", count: 10))
            #expect(answered["byteCountMax"] == 10_000)
            let held = try #require(answered["byteCount"]?.int64)
            #expect((1...10_000).contains(held))

            let tooLarge = await #expect(throws: WireError.self) {
                try await connection.check((10..<30).map(row))
            }
            let error = tooLarge?.answer(of: InterfaceName.log)
            #expect(error?.name == "org.suture.Log.TooLarge")
            let (count, bytes) = (
                error?.parameters["commandCount"]?.int64, error?.parameters["byteCount"]?.int64
            )
            // Said at the first one too many, not when all of them are held.
            #expect(bytes.map { $0 > 10_000 && $0 <= 10_000 + held / 10 } == true)
            #expect(count == bytes.map { $0 * 10 / held })
            #expect(error?.parameters["byteCountMax"] == 10_000)
            #expect(
                error?.parameters["message"]?.string
                    == "The check would hold \(bytes ?? 0) bytes with its command \(count ?? 0), and may hold 10000: divide "
                    + "what is to be recorded.")

            let lost = await #expect(throws: WireError.self) { try await connection.check([]) }
            #expect(lost?.answer(of: InterfaceName.log).name == "org.suture.Log.CheckLost")
            // What is divided is looked at.
            _ = try await connection.check((10..<20).map(row), begin: true)
        }
    }

    /// A connection of this process, beside no recorder.
    private struct Connection {
        private let method: CheckMethod
        private let scope = VarlinkScope()

        init(to daemon: RunningDaemon, byteCountMax: Int) throws {
            let log = try LogReader.open(path: daemon.stateFile("log.db"))
            let keyring = try Keyring.open(
                keysPath: daemon.stateFile("keys.db"), logID: log.identity.id,
                masterKey: .file(path: daemon.stateFile("master.key")))
            let (logPath, viewsPath) = (daemon.stateFile("log.db"), daemon.stateFile("views.db"))
            let scratch = daemon.stateFile("scratch")
            let nothing = Progress(at: .zero)
            method = CheckMethod(
                access: Access(AccessPolicy()),
                consistency: Consistency(
                    committed: nothing, projected: nothing, unmadeBecause: { nil },
                    hurry: {}),
                checks: Checks(), threads: .singleton,
                open: {
                    try CheckedLog(
                        log: try LogReader.open(path: logPath), index: try ViewIndex(path: viewsPath),
                        keyring: keyring, unseal: { _, _, _ in .erased }, clock: Clock(zone: .utc),
                        scratchDirectory: scratch)
                }, byteCountMax: byteCountMax)
        }

        func check(_ candidates: [JSONValue], begin: Bool = false) async throws -> [UInt8] {
            let message: JSONValue = [
                "method": "org.suture.Log.Check",
                "parameters": ["commands": .array(candidates), "begin": .bool(begin)],
            ]
            let peer = PeerCredentials(
                processID: getpid(), userID: getuid(), groupID: getgid(), supplementaryGroupIDs: [])
            return try await method.check(
                try VarlinkCall(parsing: message.bytes, depthMax: 64, peer: peer, scope: scope))
        }
    }

    // MARK: For how long

    private static func check() -> Check { Check(open: { throw Check.Lost() }) }

    @Test func `a check that was left alone makes room for another of its account`() throws {
        let patient = Checks()
        let kept = try patient.begin(for: 1, insteadOf: nil, CheckBoundsTests.check)
        #expect(throws: Checks.Full.account) {
            try patient.begin(for: 1, insteadOf: nil, CheckBoundsTests.check)
        }
        #expect(!kept.isOver)

        let impatient = Checks(idleMax: .zero)
        let idle = try impatient.begin(for: 1, insteadOf: nil, CheckBoundsTests.check)
        let next = try impatient.begin(for: 1, insteadOf: nil, CheckBoundsTests.check)
        #expect(idle.isOver && !next.isOver)
        // Whose connection goes on with it is told.
        #expect(throws: Check.Lost.self) { try idle.work { _ in } }
    }

    @Test func `a check that was left alone makes room where there are as many as there may be`() throws {
        for (idleMax, isFull) in [(Duration.seconds(60), true), (.zero, false)] {
            let checks = Checks(idleMax: idleMax)
            let others = try (0..<UInt32(Checks.countMax)).map {
                try checks.begin(for: $0, insteadOf: nil, CheckBoundsTests.check)
            }
            if isFull {
                #expect(throws: Checks.Full.server) {
                    try checks.begin(for: 99, insteadOf: nil, CheckBoundsTests.check)
                }
            } else {
                #expect(!(try checks.begin(for: 99, insteadOf: nil, CheckBoundsTests.check)).isOver)
            }
            #expect(others.allSatisfy { $0.isOver != isFull })
        }
    }

    @Test func `a check of which a piece is being looked at is not idle, however long that takes`() throws {
        let checks = Checks(idleMax: .zero)
        /// Asks for another check of the account while the first piece of this one is under way.
        let check = try checks.begin(for: 1, insteadOf: nil) {
            Check(open: {
                #expect(throws: Checks.Full.account) {
                    try checks.begin(for: 1, insteadOf: nil, CheckBoundsTests.check)
                }
                throw Check.Lost()
            })
        }
        #expect(throws: Check.Lost.self) { try check.work { _ in } }
        #expect(check.isOver)
    }
}
