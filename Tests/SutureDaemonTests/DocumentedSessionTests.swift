import Foundation
import SutureTestSupport
import Testing

/// What the documentation shows being typed is typed, and prints what the documentation says.
@Suite(.timeLimit(.minutes(20))) struct DocumentedSessionTests {
    private static let articles = "Sources/SutureClient/SutureClient.docc"

    static func articleNames() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Repository.path(articles))
            .filter { $0.hasSuffix(".md") }.sorted()
    }

    @Test(arguments: try articleNames())
    func `an article's examples do what it says`(name: String) async throws {
        let path = Repository.path("\(DocumentedSessionTests.articles)/\(name)")
        let session = ConsoleSession(inDocument: try String(contentsOfFile: path, encoding: .utf8))
        try await RunningDaemon.run { try await check(session, on: $0) }
    }

    /// Where everyone has a group of his own, 002 is usual.
    @Test(arguments: ["022", "002"])
    func `the first session of the README does what it says`(umask: String) async throws {
        let text = try String(contentsOfFile: Repository.path("README.md"), encoding: .utf8)
        let start = try #require(text.range(of: "## A first session")).upperBound
        let end = try #require(text.range(of: "## Installing")).lowerBound
        let session = ConsoleSession(inDocument: String(text[start..<end]))
        #expect(session.steps.count > 5)
        try await RunningDaemon.prepare { daemon in
            let folder = daemon.directory + "/home"
            let made = try await ProgramRun.of(["/bin/sh", "-c", "umask \(umask) && mkdir \(folder)"])
            #expect(made.exit == .status(0))
            try FileManager.default.createSymbolicLink(
                atPath: daemon.stateDirectory, withDestinationPath: "home/suture")
            try await daemon.start(by: "umask \(umask) && exec \"$0\" \"$@\"")
            // The test has started the daemon already, elsewhere.
            let steps = session.steps.filter {
                !$0.command.hasPrefix("export ") && !$0.command.hasPrefix("sutured ")
            }
            for step in steps {
                let line = step.command.replacing("/tmp/suture", with: daemon.stateDirectory)
                try await check(ConsoleSession.Step(command: line, expected: step.expected), on: daemon)
            }
        }
    }

    private func check(_ session: ConsoleSession, on daemon: RunningDaemon) async throws {
        #expect(!session.steps.isEmpty, "the document shows nothing being typed")
        for step in session.steps { try await check(step, on: daemon) }
    }

    private func check(_ step: ConsoleSession.Step, on daemon: RunningDaemon) async throws {
        let printed = try await daemon.type(step.command)
        #expect(
            ConsoleSession.matches(step.expected, printed),
            """
            $ \(step.command)
            \(printed.joined(separator: "\n"))
            """)
    }
}

@Suite struct ConsoleSessionTests {
    @Test func `a session is read out of fenced and indented blocks`() {
        let session = ConsoleSession(
            inDocument: """
                Text.
                ```console
                $ first --with \\
                    more
                one

                two
                $ second
                ```
                    $ third
                    three
                """)
        #expect(session.steps.map(\.command) == ["first --with more", "second", "third"])
        #expect(session.steps.map(\.expected) == [["one", "", "two"], [], ["three"]])
    }

    @Test func `what is printed is compared, but for what is left open`() {
        func matches(_ expected: [String], _ actual: [String]) -> Bool {
            ConsoleSession.matches(expected, actual)
        }
        #expect(matches(["a", "b"], ["a", "b"]))
        #expect(!matches(["a", "b"], ["a"]))
        #expect(!matches(["a"], ["a", "b"]))
        #expect(matches(["a", "…", "d"], ["a", "b", "c", "d"]))
        #expect(matches(["a", "…"], ["a", "b", "c"]))
        #expect(!matches(["…", "e"], ["a", "b"]))
        #expect(matches(["a … (c)"], ["a b (c)"]))
        #expect(!matches(["a.c"], ["abc"]))
        #expect(
            matches(["at 2026-11-21T02:48:58.331507Z by root"], ["at 2030-01-01T00:00:00.000001Z by someone"])
        )
    }
}
