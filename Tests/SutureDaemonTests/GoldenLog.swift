import Foundation
import SutureDomain
import SutureLog
import SutureSQLiteLog
import SutureTestSupport

/// A log that an earlier version made, with the keys that belong to it: what it holds could not be said any
/// more, and is read for ever. `GoldenLogs/make.py` tells how each was made.
struct GoldenLog: Sendable, CustomStringConvertible {
    /// The file's, without its ending (`said-0.1.0`).
    let name: String
    /// Its last event, as `suture-replay verify --head` takes it.
    let head: String

    /// One of each thing that a later version refuses.
    static let said = GoldenLog(
        name: "said-0.1.0", head: "516:1f5cf4d8dd592d8f5556e1eea3db5839954314ddc4cf46ed7abf596e70281c5f")
    /// Texts of megabytes, alone and together beyond what a reply has room for.
    static let large = GoldenLog(
        name: "large-0.1.0", head: "10:490e597753958a2aeeecb65b9bdeb2518801c35e2772c5abbbcffca07982fde3")
    /// Moments in the year 999, which version 0.1.0 acknowledged and could not read.
    static let unreadable = GoldenLog(
        name: "unreadable-0.1.0", head: "7:530074161d853456b35ad10521f4da2e237e5a294b504a7b4fd71d10afd94582")
    /// An event that occurred in that year, where the daemon was.
    static let unreadableDate = GoldenLog(
        name: "unreadable-date-0.1.0",
        head: "4:37ed92f85aba52db9129938011f19ee84cfd5e3eedaec4ef7ce2413cf0382fb5")

    var description: String { name }
    var position: Int64 { head.split(separator: ":").first.flatMap { Int64($0) } ?? 0 }

    /// Puts a copy into a folder, which becomes a state directory.
    func unpack(into folder: String) async throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        let archive = Repository.path("Tests/SutureDaemonTests/GoldenLogs/\(name).tar.gz")
        let run = try await ProgramRun.of(["tar", "-xzf", archive, "-C", folder])
        guard run.exit == .status(0) else { throw NotUnpacked(errors: run.errors) }
    }

    private struct NotUnpacked: Error {
        let errors: String
    }
}

extension RunningDaemon {
    /// Runs a test beside a state directory with a copy of the log, before a daemon was started on it.
    static func prepare(on log: GoldenLog, body: (RunningDaemon) async throws -> Void) async throws {
        try await prepare { daemon in
            try await log.unpack(into: daemon.stateDirectory)
            try await body(daemon)
        }
    }

    /// Every event of its log.
    func events() throws -> [RecordedEvent] {
        let reader = try LogReader.open(path: stateFile("log.db"))
        defer { try? reader.close() }
        return try reader.events(after: .zero, limit: .max)
    }

    /// Runs an offline program on the state directory, as an operator would.
    func replay(_ arguments: String...) async throws -> ProgramRun {
        try await ProgramRun.of([BuiltProgram.path("suture-replay")] + arguments)
    }
}
