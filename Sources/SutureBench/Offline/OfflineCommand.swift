import ArgumentParser
import Foundation
import SutureDomain
import SutureLog
import SutureOutput
import SutureProgram
import SutureSQLiteLog

/// `suture-bench offline`
struct OfflineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "offline", abstract: "Measure what is done with logs that are large already.",
        discussion: """
            Generates a log of each size, or takes the one that an earlier call has left, and runs the real programs on \
            it: suture-replay verify and rebuild, sutured's start, a report as of a day in the middle, Get, List and \
            Follow. Nothing is recorded, so the logs stay as they are. Five million events take 2 GB for the log and \
            about as much for read models.
            """)

    @Option(help: ArgumentHelp("How many events the logs have.", valueName: "number,…"))
    var events = "100000,1000000,5000000"

    @Option(help: "Another seed makes other programmes.")
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "Where the logs are made and kept, on the disk that is to be measured.", valueName: "directory"),
        completion: .directory)
    var into: String

    func validate() throws { _ = try eventCounts() }

    private func eventCounts() throws -> [Int] {
        try events.split(separator: ",", omittingEmptySubsequences: false).map { text in
            guard let count = Int(text), count > 0 else {
                throw ValidationError("--events takes numbers from 1 on, with commas between them.")
            }
            return count
        }
    }

    func run() async throws {
        try FileManager.default.createDirectory(atPath: into, withIntermediateDirectories: true)
        for count in try eventCounts() {
            let log = try await log(of: count)
            ProgressLine.show("\(FigureText.count(count)) events")
            let figures = try OfflineRun(
                eventCount: count, directory: log.directory, scratch: ScratchFolder(in: into)
            ).measure()
            ProgressLine.clear()
            try Output.standard.line("\(FigureText.count(count)) events\(log.generation)\n\n\(figures)\n")
        }
    }

    private func log(of eventCount: Int) async throws -> (directory: StateDirectory, generation: String) {
        let directory = StateDirectory(path: "\(into)/\(eventCount)-\(seed)")
        if FileManager.default.fileExists(atPath: directory.log) {
            let found = try LogReader.open(path: directory.log).head().position.number
            guard found == eventCount else {
                throw BenchFailure(
                    "\(directory.log) has \(found) events instead of \(eventCount); delete it, or name another directory"
                )
            }
            return (directory, "")
        }
        ProgressLine.show("generating \(FigureText.count(eventCount)) events")
        let began = KernelTime.now()
        _ = try await LogWriter.generate(eventCount, seed: seed, into: directory)
        let seconds = KernelTime.seconds(since: began)
        return (directory, ", generated at \(FigureText.rate(eventCount, in: seconds))")
    }
}
