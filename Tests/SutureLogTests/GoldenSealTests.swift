import Crypto
import Foundation
import SutureDomain
import SutureLog
import Testing

/// Golden lines are added and never changed: how many each file has, and the hash of those, stands in
/// `Golden/Sealed.txt`.
///
///     trial 43 9f86d081884c7d65…
@Suite struct GoldenSealTests {
    private struct Seal {
        let file: String
        let lineCount: Int
        let hash: String

        var text: String { "\(file) \(lineCount) \(hash)\n" }
    }

    @Test func `a golden line stays as it was written`() throws {
        let sealed = try Self.sealed()
        try #require(sealed.count >= Catalogue.kinds.count)
        for seal in sealed {
            let lines = try Self.lines(of: seal.file)
            #expect(
                lines.count >= seal.lineCount
                    && Self.seal(seal.file, lines.prefix(seal.lineCount)).hash == seal.hash,
                """
                Tests/SutureLogTests/Golden/\(seal.file).jsonl: one of the first \(seal.lineCount) lines is not what it \
                was. Logs have such events: put it back, and add a line for what is written now.
                """)
        }
    }

    @Test func `every golden line is sealed`() throws {
        let sealed = try Self.sealed()
        let isWhole = try sealed.allSatisfy { seal in
            let lines = try Self.lines(of: seal.file)
            return lines.count >= seal.lineCount
                && Self.seal(seal.file, lines.prefix(seal.lineCount)).hash == seal.hash
        }
        let today = try GoldenFile.all().map { Self.seal($0.name, try Self.lines(of: $0.name)) }
        guard today.map(\.text) != sealed.map(\.text) else { return }
        if isWhole, ProcessInfo.processInfo.environment[GoldenEventTests.variable] != nil {
            try today.map(\.text).joined().write(to: Self.file, atomically: true, encoding: .utf8)
        }
        Issue.record(
            """
            Tests/SutureLogTests/Golden/Sealed.txt does not have every line of the files beside it. \
            \(GoldenEventTests.variable)=1 swift test --filter GoldenSealTests writes it: look at it, and commit it.
            """)
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden")
    private static let file = folder.appendingPathComponent("Sealed.txt")

    private static func sealed() throws -> [Seal] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
            let words = line.split(separator: " ").map { String($0) }
            try #require(words.count == 3, "\(line)")
            return Seal(file: words[0], lineCount: try #require(Int(words[1])), hash: words[2])
        }
    }

    private static func lines(of name: String) throws -> [Substring] {
        try String(contentsOf: folder.appendingPathComponent("\(name).jsonl"), encoding: .utf8)
            .split(separator: "\n")
    }

    private static func seal(_ name: String, _ lines: some Collection<Substring>) -> Seal {
        let digest = SHA256.hash(data: Data(lines.joined(separator: "\n").utf8))
        let hash = digest.map { String(format: "%02x", $0) }.joined()
        return Seal(file: name, lineCount: lines.count, hash: hash)
    }
}
