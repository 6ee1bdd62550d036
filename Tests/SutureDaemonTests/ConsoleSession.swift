import Foundation
import SutureTestSupport

/// Commands as a document shows them being typed, each with what it prints.
///
/// In a document, a block that begins with `$ ` is one. A line that is only `…` stands for any number of
/// lines, and `…` inside a line for any text. Instants, and the account that recorded something, are never
/// the same twice and are not compared.
struct ConsoleSession {
    struct Step {
        let command: String
        /// Lines, both of standard output and of standard error.
        let expected: [String]
    }

    private(set) var steps: [Step] = []

    /// The sessions of a document in Markdown, one after another.
    init(inDocument text: String) {
        var command: String?
        var expected: [String] = []
        func finish() {
            guard let typed = command else { return }
            while expected.last?.isEmpty == true { expected.removeLast() }
            steps.append(Step(command: typed, expected: expected))
            command = nil
            expected = []
        }
        for line in ConsoleSession.codeLines(of: text) {
            guard let line else {
                finish()
                continue
            }
            if command?.hasSuffix("\\") == true, expected.isEmpty {
                command = (command ?? "").dropLast() + line.trimmingCharacters(in: .whitespaces)
            } else if line.hasPrefix("$ ") {
                finish()
                command = String(line.dropFirst(2))
            } else if command != nil {
                expected.append(line)
            }
        }
        finish()
    }

    /// The lines of fenced and of indented blocks, `nil` where one ends.
    private static func codeLines(of text: String) -> [String?] {
        var isFenced = false
        return text.components(separatedBy: "\n").map { line in
            if line.hasPrefix("```") {
                isFenced.toggle()
                return nil
            }
            if isFenced || line.isEmpty { return line }
            return line.hasPrefix("    ") ? String(line.dropFirst(4)) : nil
        }
    }

    /// Whether a program printed what the document shows.
    static func matches(_ expected: some Collection<String>, _ actual: some Collection<String>) -> Bool {
        guard let first = expected.first else { return actual.isEmpty }
        let rest = expected.dropFirst()
        if first == "…" {
            return actual.indices.contains { matches(rest, actual[$0...]) } || rest.isEmpty
        }
        guard let line = actual.first, isLike(first, line) else { return false }
        return matches(rest, actual.dropFirst())
    }

    private static func isLike(_ expected: String, _ line: String) -> Bool {
        let pattern = expected.replacing(changing, with: "…").components(separatedBy: "…")
            .map { NSRegularExpression.escapedPattern(for: $0.trimmingEnd) }.joined(separator: ".*")
        return line.trimmingEnd.range(of: "^\(pattern)$", options: .regularExpression) != nil
    }

    /// Instants and accounts.
    private static var changing: Regex<Substring> {
        /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z| by root$/
    }
}

extension String {
    fileprivate var trimmingEnd: String {
        var text = Substring(self)
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

extension RunningDaemon {
    /// Types a line into a shell that finds the built programs and this daemon.
    func type(_ line: String) async throws -> [String] {
        let programs = URL(fileURLWithPath: BuiltProgram.path("suture")).deletingLastPathComponent()
            .path
        return try await ProgramRun.of(
            ["/bin/sh", "-c", "cd \(Repository.path("")) && { \(line)\n} 2>&1"],
            environment: [
                "SUTURE_SOCKET": socketPath, "STATE": stateDirectory,
                "PATH": programs + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? ""),
            ]
        ).outputLines
    }
}
