import Foundation
import SutureProgram

/// The Python library `eventsourcing`, with its SQLite recorder and its application layer.
///
/// Per command it gets the trial from the repository, calls its method, and saves the event in a transaction
/// of its own; clients are threads of one process, which serves it better than processes that wait for locks.
/// It calls no socket and checks no rules here; its events are not hashed and have no read models.
struct PythonPeer {
    static let installation =
        "python3 -m venv ~/bench && ~/bench/bin/pip install eventsourcing, and SUTURE_BENCH_PYTHON=~/bench/bin/python"

    /// The interpreter that has the library.
    static var interpreter: String {
        ProcessInfo.processInfo.environment["SUTURE_BENCH_PYTHON"] ?? "python3"
    }

    let parent: String

    /// Versions of the library, Python and its SQLite; `nil` where the library is not installed.
    func version() throws -> String? {
        let scratch = try ScratchFolder(in: parent)
        guard let program = try? start(["--version"], scratch), program.wait().status == 0 else { return nil }
        return program.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// - Parameter hasCache: whether aggregates are kept in memory, which is not the library's default.
    /// - Returns: commands per second.
    func commands(clientCount: Int, hasCache: Bool, seconds: Double) throws -> Double {
        try measure(
            ["--threads", "\(clientCount)", "--seconds", "\(seconds)"] + (hasCache ? ["--cache"] : []))
    }

    /// - Returns: events per second of the replay of one aggregate.
    func replay(eventCount: Int) throws -> Double { try measure(["--replay", "\(eventCount)"]) }

    private func measure(_ arguments: [String]) throws -> Double {
        let scratch = try ScratchFolder(in: parent)
        let program = try start(arguments, scratch)
        _ = try program.waitForSuccess()
        let words = program.standardOutput.split(whereSeparator: \.isWhitespace)
        guard words.count == 4, let count = Double(words[1]), let seconds = Double(words[3]) else {
            throw BenchFailure("eventsourcing_peer.py printed something unknown: \(program.standardOutput)")
        }
        return count / seconds
    }

    private func start(_ arguments: [String], _ scratch: ScratchFolder) throws -> ChildProgram {
        let script = scratch.file("eventsourcing_peer.py")
        try Data(PackageResources.eventsourcing_peer_py).write(to: URL(fileURLWithPath: script))
        return try ChildProgram(
            PythonPeer.interpreter, [script, "--database", scratch.file("events.db")] + arguments,
            outputPath: scratch.file("python"))
    }
}
