import ArgumentParser
import Foundation
import SutureDomain
import SutureLog

/// `suture-bench generate`
struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Write a random valid programme into a new log, without a daemon.",
        discussion: """
            The same seed and number make the same log. Its names are sealed under keys that nobody keeps, so its \
            persons read as erased. sutured can be started on the directory.
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
        let began = ContinuousClock.now
        try FileManager.default.createDirectory(
            atPath: into, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let log = try SQLiteEventLog.open(
            path: StateDirectory(path: into).log, newIdentity: LogWriter.identity(seed: seed))
        let writer = LogWriter(log: log, seed: seed, eventCount: events)
        try await writer.write(events) { _ in try? log.checkpointIfNeeded() }
        let head = log.head
        try log.close()
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        print("generated \(events) events in \(Figure.seconds(seconds)), \(Figure.rate(events, in: seconds))")
        print("head \(head.position):\(head.hash.hexadecimal)")
    }
}
