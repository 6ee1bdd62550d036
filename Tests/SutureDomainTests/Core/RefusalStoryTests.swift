import Foundation
import SutureDomain
import Testing

/// What an event says that it may be refused for is told by a story of its kind. (That a story is refused for
/// nothing else, the story itself holds.)
@Suite struct RefusalStoryTests {
    private static let tests = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test(arguments: Catalogue.kinds.map { $0.kind })
    func `every rule of a kind refuses in one of its stories`(kind: String) throws {
        let kind = try #require(Catalogue.kind(named: kind))
        let stories = try RefusalStoryTests.text(below: "SutureDomainTests") { name in
            name.hasPrefix("Kinds/\(kind)")
                || name.hasPrefix("Core/") && !name.hasSuffix("RefusalStoryTests.swift")
        }
        // Some rules need to know what was recorded in other streams, by whom: those the daemon refuses by.
        let daemon = try RefusalStoryTests.text(below: "SutureDaemonTests") { _ in true }
        for rule in Set(Catalogue.ownCommands(of: kind).flatMap { $0.impliedRefusals + $0.refusals }) {
            let isTold =
                stories.contains(".\(rule)") || stories.contains("✗ \(rule.rawValue)")
                || daemon.contains("\"\(rule.rawValue)\"")
            #expect(isTold, "\(kind) names \(rule), and no story is refused by it.")
        }
    }

    private static func text(below folder: String, where isMeant: (String) -> Bool) throws -> String {
        let folder = tests.appending(path: folder)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return try paths.filter { $0.hasSuffix(".swift") && isMeant($0) }
            .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }.joined()
    }
}
