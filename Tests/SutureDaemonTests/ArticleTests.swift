import Foundation
import SutureTestSupport
import Testing

/// What articles show is what happens: their commands are run, one after another, in a daemon of their own.
///
/// A line `$ suture …` is a command. The lines below it are parts of what it prints; one that begins with `refused` says
/// that it is refused.
@Suite(.timeLimit(.minutes(2))) struct ArticleTests {
    private struct Example {
        let words: [String]
        var output: [String] = []
    }

    @Test(arguments: ["Sources/SutureDaemon/SutureDaemon.docc/Safety.md"])
    func `every command of an article does what the article says`(path: String) async throws {
        let text = try String(contentsOfFile: Repository.path(path), encoding: .utf8)
        let examples = ArticleTests.examples(in: text)
        #expect(!examples.isEmpty)
        try await RunningDaemon.run { daemon in
            for example in examples {
                let run = try await daemon.suture(example.words)
                let isRefused = example.output.first?.hasPrefix("refused") == true
                let place = example.words.joined(separator: " ")
                #expect(run.exit == .status(isRefused ? 1 : 0), "\(place): \(run.errors)")
                for line in example.output {
                    #expect((run.output + run.errors).contains(line), "\(place): \(run.output)\(run.errors)")
                }
            }
        }
    }

    private static func examples(in text: String) -> [Example] {
        var examples: [Example] = []
        var isConsole = false
        for line in text.split(separator: "\n") {
            if line.hasPrefix("```") {
                isConsole = line == "```console"
            } else if isConsole, line.hasPrefix("$ suture ") {
                examples.append(Example(words: words(of: line.dropFirst("$ suture ".count))))
            } else if isConsole, let last = examples.indices.last {
                examples[last].output.append(String(line))
            }
        }
        return examples
    }

    /// As a shell takes them apart that knows double quotes only.
    private static func words(of line: Substring) -> [String] {
        line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
            index.isMultiple(of: 2) ? part.split(separator: " ").map(String.init) : [String(part)]
        }
    }
}
