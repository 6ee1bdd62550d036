import Foundation
import SutureDomain
import SutureInterface
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// Logs of earlier versions hold texts of many MB, and records with many rows: every reply fits into a
/// message, and what it does not show it tells.
@Suite(.serialized, .timeLimit(.minutes(20))) struct LargeReplyTests {
    private static let messageByteCountMax = 16 * 1_048_576 - 1
    private static let largeByteCount = 3 << 20
    /// The largest that fitted into a command.
    private static let largestByteCount = 16 * 1_048_576 - 100
    private static let largeCount = 7

    /// Rows, texts and an event that no message has room for.
    private static func oldLog() -> OldLog {
        var log = OldLog()
        log.add("institution/I-1", "institution.registered", ["name": "Hospital", "type": "hospital"])
        let large = String(repeating: "é", count: largeByteCount / 2)
        for number in 0..<largeCount {
            log.add(
                "problem/PB-\(number)", "problem.raised",
                ["institution": "I-1", "statement": .string("\(large)\(number)")])
        }
        for _ in 0..<largeCount { log.add("problem/PB-0", "problem.note-added", ["text": .string(large)]) }
        log.add(
            "problem/PB-1", "problem.note-added",
            ["text": .string(String(repeating: "z", count: largestByteCount))])
        log.add(
            "source/S-1", "source.registered", ["title": "News", "type": "news", "publishedOn": "2022-01-01"])
        for number in 0..<largeCount {
            log.add(
                "source/S-1", "source.claim-recorded",
                [
                    "claim": .string("C-\(number)"), "quote": .string(large), "metric": "projects",
                    "comparator": "exactly", "value": "1", "asOf": "2022-11-07",
                ])
        }
        return log
    }

    private static let replies: [(String, JSONValue)] = [
        ("Records.Get", ["record": "problem/PB-0"]), ("Records.Get", ["record": "problem/PB-1"]),
        ("Records.List", ["view": "problem"]),
        ("Records.List", ["view": "problem", "orderBy": "-statement"]),
        ("Records.List", ["view": "note", "asOf": "2022-04-01"]),
        ("Records.Search", ["text": "é"]), ("Records.History", ["record": "problem/PB-0"]),
        ("Records.History", ["record": "problem/PB-1"]), ("Log.Read", ["start": 1]),
        ("Log.Read", ["start": 16]), ("Reports.Claims", [:]), ("Reports.Audit", ["list": "all"]),
        ("Reports.Trace", ["record": "problem/PB-0"]),
        ("Records.Get", ["record": .string("problem/" + String(repeating: "x", count: 15 << 20))]),
    ]

    @Test func `no message is larger than the protocol allows`() async throws {
        try await RunningDaemon.prepare { daemon in
            try LargeReplyTests.oldLog().write(to: daemon)
            try await daemon.start()
            let connection = try RawConnection(daemon.socketPath)
            for (method, parameters) in LargeReplyTests.replies {
                let call: JSONValue = ["method": .string("org.suture.\(method)"), "parameters": parameters]
                try await connection.send(bytes: call.bytes + [0])
                let reply = try #require(try await connection.receive())
                #expect(reply.utf8.count <= LargeReplyTests.messageByteCountMax, "\(method)")
                #expect(throws: Never.self, "\(method)") { try JSONDocument(parsing: Array(reply.utf8)) }
            }
            let checked = CheckedClient(try await daemon.client())
            for (method, parameters) in LargeReplyTests.replies.dropLast() {
                try await checked.ask(method, parameters)
            }
            let followed = try await checked.follow("Log.Follow", ["start": 1], count: 24)
            #expect(followed.compactMap { $0["event"]?["position"]?.int64 } == Array(1...24))
        }
    }

    @Test func `every row and event is found page by page`() async throws {
        try await RunningDaemon.prepare { daemon in
            try LargeReplyTests.oldLog().write(to: daemon)
            try await daemon.start()
            let client = try await daemon.client()
            for order in ["statement", "-statement", "id"] {
                var found: [String] = []
                var parameters: JSONObject = ["view": "problem", "orderBy": .string(order), "limit": 3]
                while true {
                    let page = try await client.ask("Records.List", .object(parameters))
                    found += page["rows"]?.array?.compactMap { $0["id"]?.string } ?? []
                    guard let next = page["next"] else { break }
                    parameters["after"] = next
                }
                let expected = (0..<LargeReplyTests.largeCount).map { "PB-\($0)" }
                #expect(found == (order.hasPrefix("-") ? expected.reversed() : expected), "\(order)")
            }
            var positions: [Int64] = []
            var parameters: JSONObject = ["record": "problem/PB-0"]
            while true {
                let page = try await client.ask("Records.History", .object(parameters))
                positions = (page["events"]?.array?.compactMap { $0["position"]?.int64 } ?? []) + positions
                guard let previous = page["previous"] else { break }
                parameters["before"] = previous
            }
            #expect(positions == [2] + Array(9...15))
        }
    }

    @Test func `what is not shown is told`() async throws {
        try await RunningDaemon.prepare { daemon in
            var log = LargeReplyTests.oldLog()
            for number in 0..<120 {
                log.add("institution/I-1", "institution.note-added", ["text": .string("note \(number)")])
            }
            try log.write(to: daemon)
            try await daemon.start()
            let client = try await daemon.client()
            // A section that ends after its rows.
            let institution = try await client.ask("Records.Get", ["record": "institution/I-1"])
            #expect(
                institution["more"] == [
                    ["section": "notes", "count": 20, "view": "note", "where": ["record": "institution/I-1"]]
                ])
            let shown = try await daemon.suture("show", "institution/I-1", "--as-of", "2022-04-01")
            #expect(
                shown.outputLines.contains(
                    "… and 20 more: suture list note --where record=institution/I-1 --as-of 2022-04-01"))

            // A text.
            let problem = try await client.ask("Records.Get", ["record": "problem/PB-1"])
            let statement = try #require(problem["record"]?["statement"]?.string)
            #expect(statement.hasSuffix("é… [cut: the text has \(LargeReplyTests.largeByteCount + 1) bytes]"))
            #expect(statement.utf8.count <= ReplyLimits.textByteCountMax)

            // A stored event: it does not pretend to be what was hashed.
            let page = try await client.ask("Log.Read", ["start": 16, "limit": 1])
            let event = try #require(page["events"]?.array?.first)
            #expect(event["cutFrom"]?.int64 ?? 0 > Int64(LargeReplyTests.largestByteCount))
            #expect(event["data"]?["text"]?.string?.contains("… [cut: the text has ") == true)
            let whole = try await client.ask("Log.Read", ["start": 2, "limit": 1])
            #expect(whole["events"]?.array?.first?["cutFrom"] == nil)
            #expect(
                whole["events"]?.array?.first?["data"]?["statement"]?.string?.utf8.count
                    == LargeReplyTests.largeByteCount + 1)
            // So it is not corrected by what was read of it.
            let correction = try await daemon.suture(
                "correct", "16", "--occurred-on", "2022-03-02", "--reason", "day")
            #expect(correction.exit == .status(2), "\(correction.errors)")
        }
    }
}
