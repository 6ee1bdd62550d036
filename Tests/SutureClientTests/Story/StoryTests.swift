import Foundation
import SutureInterface
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

@testable import SutureClient
@testable import SutureDemo

/// The story of the two documents: that nothing of them is left out, and that all of it comes back.
@Suite(.serialized, .timeLimit(.minutes(20))) struct StoryTests {
    private static let index = StoryIndex2019.entries + StoryIndex2022.entries

    @Test
    func `every sentence that is told has its place in the index, and every sentence of the index is told`() {
        for (document, entries) in [
            (Origin.news2019, StoryIndex2019.entries), (.news2022, StoryIndex2022.entries),
        ] {
            let told = Programme.records.parts.filter { $0.origin == document }
            let sentences = entries.filter { $0.reason == nil }.map(\.text)
            #expect(Set(told.map(\.text)) == Set(sentences))
            #expect(Set(sentences).count == sentences.count)
        }
    }

    @Test func `every sentence is recorded and asked for, and what is made up says so`() {
        for part in Programme.records.parts + Programme.lateSheets.parts {
            #expect(!part.commands.isEmpty, "\(part.text)")
            #expect(
                part.origin.document != nil || part.origin.source.hasPrefix("made up for the demo"),
                "\(part.text)")
        }
        for entry in StoryTests.index where entry.reason == nil {
            #expect(!entry.questions.isEmpty, "\(entry.text)")
        }
        let commandCount = Programme.records.parts.reduce(0) { $0 + $1.commands.count }
        #expect(commandCount == Programme.records.commands.count)
    }

    @Test func `every claim quotes its sentence, and its verdict is asked for`() {
        for part in Programme.records.parts {
            let questions = StoryTests.index.first { $0.text == part.text }?.questions ?? []
            for call in Programme.records.commands[part.commands] {
                guard call.method == "org.suture.Source.RecordClaim" else { continue }
                let (claim, quote) = (call.fields["claim"] ?? .null, call.fields["quote"] ?? .null)
                #expect(part.text.contains(quote.string ?? "-"), "\(quote)")
                let verdict = questions.contains { $0.expected["claims"]?.array?.first?["claim"] == claim }
                #expect(verdict, "\(claim)")
            }
        }
    }

    @Test func `the index has all of both documents, in their order`() throws {
        guard let folder = StoryDocuments.folder else {
            try Test.cancel("SUTURE_TEST_DOCUMENTS names no folder with the two documents")
        }
        for entries in [StoryIndex2019.entries, StoryIndex2022.entries] {
            let headline = entries[1].text
            let document = try #require(try StoryDocuments.text(in: folder, with: headline), "\(headline)")
            var rest = StoryTests.words(of: document)[...]
            for entry in entries {
                let words = StoryTests.words(of: entry.text)
                try #require(
                    rest.starts(with: words), "\(entry.text)\nis not: \(rest.prefix(words.count + 5))")
                rest = rest.dropFirst(words.count)
            }
            #expect(rest.isEmpty)
        }
    }

    private static func words(of text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    @Test func `every sentence comes back as it was recorded`() async throws {
        try await RunningDaemon.run { daemon in
            try await StoryTests.record(Programme.records, at: daemon)
            let client = try await daemon.client()
            try await StoryTests.expectEventsToNameTheirSources(client)
            // Many ask for the same report.
            var answers: [Question.Query: JSONValue] = [:]
            for entry in StoryTests.index {
                for question in entry.questions {
                    let answer = try await StoryTests.answer(to: question.query, by: client, &answers)
                    StoryTests.expect(answer, toHave: question, for: entry)
                }
            }
            let claims = try await client.ask("Reports.Claims")
            #expect(
                claims.contains(["counts": ["supported": 15, "contradicted": 0, "notCheckable": 6]]),
                "\(claims["counts"] ?? .null)")
            try await StoryTests.expectUnnamedMemberToGetAName(client)
            try await StoryTests.expectClaimToFollowAVoid(client)
            await client.close()
        }
    }
}

// MARK: With a daemon

extension StoryTests {
    private static func record(_ programme: Programme, at running: RunningDaemon) async throws {
        let daemon = try await Daemon.connect(to: running.socketPath)
        try await Pipeline(daemon: daemon).run(programme.commands) { call, result in
            if case .failure(let error) = result {
                Issue.record("\(call.method) \(call.id ?? "") \(JSONValue.object(call.fields)): \(error)")
            }
        }
        await daemon.close()
    }

    private static func answer(
        to query: Question.Query, by client: VarlinkClient, _ answers: inout [Question.Query: JSONValue]
    ) async throws -> JSONValue {
        if let answer = answers[query] { return answer }
        var answer = JSONValue.null
        do {
            answer = try await client.ask(query.method, try JSONValue(parsing: query.parameters))
        } catch let error as VarlinkError {
            Issue.record("\(query): \(error)")
        }
        answers[query] = answer
        return answer
    }

    private static func expect(_ answer: JSONValue, toHave question: Question, for entry: IndexEntry) {
        #expect(
            answer.contains(question.expected),
            """
            \(entry.text)
            \(question.query) has not
            \(question.expected) but
            \(answer)
            """)
    }

    /// The document of a sentence, or that it was made up.
    private static func expectEventsToNameTheirSources(_ client: VarlinkClient) async throws {
        let sources = Dictionary(
            uniqueKeysWithValues: Programme.records.commands.compactMap(\.context)
                .map { ($0.commandId ?? "", $0.sources ?? []) })
        let end = try await client.head()
        var start: Int64 = 1
        while start <= end {
            let page = try await client.ask("Log.Read", ["start": .integer(start)])
            for metadata in page["events"]?.array?.compactMap({ $0["metadata"] }) ?? [] {
                let expected = sources[metadata["command"]?["id"]?.string ?? ""]
                let found = metadata["sources"]?.array?.compactMap(\.string)
                if found != expected || found == nil { Issue.record("\(metadata)") }
            }
            start = try #require(page["next"]?.int64)
        }
    }

    /// The document of 2022 leaves seven members of the centre without a name; another may name one.
    private static func expectUnnamedMemberToGetAName(_ client: VarlinkClient) async throws {
        try await client.record(
            "Institution.Register",
            ["id": "LATER", "name": "An enterprise named later", "type": "enterprise"])
        try await client.record(
            "Unit.Join",
            ["id": "HEMEIC", "institution": "LATER", "role": "member", "formerlyUnnamed": true],
            context: ["occurredOn": "2020"])
        let centre = try await client.ask("Records.Get", ["record": "unit/HEMEIC"])
        #expect(
            centre.contains([
                "record": [
                    "namedMembers": 5, "unnamedMembers": 6,
                    "members": [["institution": "LATER", "formerlyUnnamed": true]],
                ]
            ]))
        let claims = try await client.ask("Reports.Claims")
        #expect(
            claims.contains([
                "claims": [["claim": "members", "verdict": "supported", "figure": ["value": 11]]]
            ]))
    }

    /// "40 projects" rests on one entry in one of them.
    private static func expectClaimToFollowAVoid(_ client: VarlinkClient) async throws {
        let entry = try #require(Programme.onlyEntryIntoProject)
        let history = try await client.ask("Records.History", ["record": "project/PR-040", "limit": 1_000])
        let joined = try #require(
            history["events"]?.array?.first {
                $0["metadata"]?["command"]?["id"]?.string == entry.context?.commandId
            })
        let before = try await client.head()
        try await client.record(
            "Log.Void", ["position": try #require(joined["position"])],
            context: ["reason": "Typed in for the wrong project"])
        let today = try await client.ask("Reports.Claims")
        #expect(
            today.contains([
                "claims": [["claim": "projects", "verdict": "contradicted", "figure": ["value": 39]]]
            ]))
        let then = try await client.ask("Reports.Claims", ["knownAt": .string("\(before)")])
        #expect(
            then.contains([
                "claims": [["claim": "projects", "verdict": "supported", "figure": ["value": 40]]]
            ]))
    }
}
