import ArgumentParser
import Foundation
import SutureDomain
import SutureLog
import SutureOutput

/// `suture-bench generate`
struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Write a random valid programme into a new log, without a daemon.",
        discussion: """
            The same seed and number make the same log. Names are sealed under keys that nobody keeps, so they \
            read [key lost]. sutured can be started on the directory.
            """)

    @Option(help: "How many events.")
    var events = 100_000

    @Option(help: "Another seed makes another programme.")
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp("The state directory; it must hold no log.", valueName: "directory"),
        completion: .directory)
    var into: String

    func validate() throws {
        guard events > 0 else { throw ValidationError("--events must be at least 1.") }
        guard !FileManager.default.fileExists(atPath: StateDirectory(path: into).log) else {
            throw ValidationError("\(into) holds a log already; name a new directory.")
        }
    }

    func run() async throws {
        let began = KernelTime.now()
        let head = try await LogWriter.generate(events, seed: seed, into: StateDirectory(path: into))
        let seconds = KernelTime.seconds(since: began)
        try Output.standard.line(
            "generated \(events) events in \(FigureText.seconds(seconds)), \(FigureText.rate(events, in: seconds))"
        )
        try Output.standard.line("head \(head.position):\(head.hash.hexadecimal)")
    }
}
