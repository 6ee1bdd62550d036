import Foundation
import Logging
import SutureDomain
import SutureInterface
import SutureJSON
import SutureTestSupport
import Synchronization
import Testing
import Varlink

@testable import SutureDaemon

/// A call that is denied leaves its trace, and nobody drowns the journal with what he does wrong.
@Suite(.timeLimit(.minutes(20))) struct DeniedCallTests {
    // MARK: How much is told

    /// What was logged, and a clock that stands until it is told to go.
    private final class Journal: LogHandler, @unchecked Sendable {
        // Unchecked: only one test holds it, and what varies is locked.
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info
        let lines = Mutex<[(message: String, facts: Logger.Metadata)]>([])
        private let elapsed = Mutex(Duration.zero)
        private let start = ContinuousClock.now

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            lines.withLock { $0.append(("\(event.message)", event.metadata ?? [:])) }
        }

        func pass(_ time: Duration) { elapsed.withLock { $0 += time } }

        var notices: AccountNotices {
            AccountNotices(logger: Logger(label: "test", factory: { _ in self })) { [self] in
                start + elapsed.withLock { $0 }
            }
        }

        /// Of each line its uid and how many were left out before it.
        var told: [String] {
            lines.withLock { $0.map { "\($0.facts["uid"] ?? "-") \($0.facts["leftOutBefore"] ?? "0")" } }
        }
    }

    @Test
    func `of one account so many lines a minute are told, and the next one says how many were left out`() {
        let journal = Journal()
        let notices = journal.notices
        for _ in 0..<AccountNotices.lineCountMax + 7 { notices.warn(of: 61_002, "a call was denied") }
        #expect(journal.told == Array(repeating: "61002 0", count: AccountNotices.lineCountMax))
        // Another's are not fewer for that.
        notices.warn(of: 61_003, "a message was malformed")
        #expect(journal.told.last == "61003 0")
        journal.pass(.seconds(59))
        notices.warn(of: 61_002, "a call was denied")
        #expect(journal.told.last == "61003 0")
        journal.pass(.seconds(1))
        notices.warn(of: 61_002, "a call was denied")
        notices.warn(of: 61_002, "a call was denied")
        #expect(Array(journal.told.suffix(2)) == ["61002 8", "61002 0"])
    }

    @Test func `beyond so many accounts the others share what is told, and who is quiet makes room`() {
        let journal = Journal()
        let notices = journal.notices
        for uid in 0..<UInt32(AccountNotices.accountCountMax) {
            for _ in 0...AccountNotices.lineCountMax { notices.warn(of: 100_000 + uid, "a call was denied") }
        }
        let known = AccountNotices.accountCountMax * AccountNotices.lineCountMax
        #expect(journal.told.count == known)
        for uid in UInt32(0)..<50 { notices.warn(of: 200_000 + uid, "a call was denied") }
        #expect(journal.told.count == known + AccountNotices.lineCountMax)
        journal.pass(AccountNotices.period)
        for uid in UInt32(0)..<50 { notices.warn(of: 200_000 + uid, "a call was denied") }
        #expect(journal.told.suffix(50) == (0..<50).map { "\(200_000 + $0) 0" })
        // What the quiet ones left out, and the forty that shared, is said by whoever has no place of his own
        // next.
        notices.warn(of: nil, "a connection was refused")
        let leftOut = AccountNotices.accountCountMax + 50 - AccountNotices.lineCountMax
        #expect(journal.told.last == "- \(leftOut)")
    }

    // MARK: What is told

    @Test func `what is malformed is told a few times, however often it comes`() async throws {
        try await RunningDaemon.run { daemon in
            let began = ContinuousClock.now
            for _ in 0..<AccountNotices.lineCountMax * 3 {
                let garbage = try RawConnection(daemon.socketPath)
                try await garbage.send("garbage")
                #expect(try await garbage.receive() == nil)
            }
            let lines = daemon.standardError.split(separator: "\n").filter {
                $0.contains("malformed message")
            }
            // On a busy machine it may take longer than a period.
            let periodCount = 1 + Int((ContinuousClock.now - began) / AccountNotices.period)
            #expect(lines.count >= AccountNotices.lineCountMax)
            #expect(lines.count <= AccountNotices.lineCountMax * periodCount)
            #expect(lines.allSatisfy { $0.contains("uid=\(getuid())") }, "\(lines)")
        }
    }

    @Test func `denied calls are counted, and told with who called what and what it needs`() async throws {
        try AccessTests.requireRoot()
        try await RunningDaemon.run("access.recorders=uid:65534") { daemon in
            let client = try await daemon.client()
            try await client.record("Device.Register", ["id": "D-1", "name": "Needle", "type": "other"])
            #expect(try await client.ask("Service.Status")["deniedCallCount"] == 0)
            for (arguments, line) in [
                (["reload"], "method=org.suture.Service.Reload needs=steward"),
                (["void", "1", "--reason", "a slip"], "method=org.suture.Log.Void needs=steward"),
                (
                    ["person", "erase", "P-1", "--legal-ground", "any", "--decided-by", "nobody"],
                    "method=org.suture.Person.Erase needs=steward"
                ),
                (
                    ["device", "add-note", "D-1", "--text", "x", "--on-behalf-of", "person/P-1"],
                    "method=org.suture.Device.AddNote needs=delegate"
                ),
            ] {
                #expect(try await daemon.sutureAsNobody(arguments).exit == .status(4))
                let told = "warning: a call was denied account=nobody \(line) uid=65534\n"
                #expect(daemon.standardError.hasSuffix(told), "\(daemon.standardError)")
            }
            #expect(try await client.ask("Service.Status")["deniedCallCount"] == 4)
        }
    }

    // MARK: Alone and within a batch

    @Test func `a command that needs another role is told so within a batch too, and counts as denied`()
        throws
    {
        let denied = WireError.notPermitted(needs: .role(.steward))
        #expect(denied.answer(of: "org.suture.Person") == .permissionDenied)
        let entry: JSONObject = [
            "index": 3, "rule": "permission-denied", "message": "This needs the role steward.",
        ]
        #expect(denied.refusals(at: 3) == [entry])
        let batch = WireError.batchMisunderstood([(3, denied)])
        #expect(batch.neededRight == .role(.steward))
        let answer = batch.answer(of: InterfaceName.log)
        #expect(answer.kind == .batchRefused)
        #expect(answer.parameters["refusals"] == [.object(entry)])
    }
}
