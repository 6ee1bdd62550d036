import Foundation
import Synchronization

/// Another program that a test runs; what it prints goes to files, so that it never waits for the test to
/// read.
package final class ChildProcess: Sendable {
    package enum Exit: Hashable, Sendable {
        case status(Int32)
        case signal(Int32)
    }

    /// How it ended, and who waits for that.
    private final class Ending: Sendable {
        private struct State {
            var exit: Exit?
            var waiting: [CheckedContinuation<Exit, Never>] = []
        }

        private let state = Mutex(State())

        var exit: Exit? { state.withLock { $0.exit } }

        func came(_ exit: Exit) {
            let waiting = state.withLock { state in
                state.exit = exit
                defer { state.waiting = [] }
                return state.waiting
            }
            for continuation in waiting { continuation.resume(returning: exit) }
        }

        func wait() async -> Exit {
            await withCheckedContinuation { continuation in
                let exit = state.withLock { state in
                    if state.exit == nil { state.waiting.append(continuation) }
                    return state.exit
                }
                if let exit { continuation.resume(returning: exit) }
            }
        }
    }

    /// Its process id.
    package let id: Int32
    private let outputPath: String
    private let ending = Ending()

    /// Starts a program.
    /// - Parameters:
    ///   - environment: what is added to the test's own, which is passed on without anything that concerns
    ///     Suture.
    ///   - outputPath: two files are made beside it, with `.out` and `.err` at the end.
    package init(
        _ executable: String, _ arguments: [String], environment: [String: String] = [:], outputPath: String
    ) throws {
        self.outputPath = outputPath
        let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SUTURE_") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.environment = inherited.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        let output = try ChildProcess.newFile(outputPath + ".out")
        let errors = try ChildProcess.newFile(outputPath + ".err")
        process.standardOutput = output
        process.standardError = errors
        process.terminationHandler = { [ending] process in
            let status = process.terminationStatus
            ending.came(process.terminationReason == .exit ? .status(status) : .signal(status))
        }
        try process.run()
        // The child has its own; these would stay open for as long as the tests run.
        try output.close()
        try errors.close()
        id = process.processIdentifier
    }

    private static func newFile(_ path: String) throws -> FileHandle {
        try Data().write(to: URL(fileURLWithPath: path))
        return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    }

    /// How it ended; `nil` while it runs.
    package var ended: Exit? { ending.exit }

    /// Waits for it to end. A test that is cancelled, since its time is over, waits for nothing any more:
    /// then it is killed.
    package func exit() async -> Exit {
        await withTaskCancellationHandler {
            await ending.wait()
        } onCancel: {
            send(SIGKILL)
        }
    }

    package func send(_ signal: Int32) {
        // Its number may belong to another process once it has ended.
        if ended == nil { kill(id, signal) }
    }

    package var standardOutput: String {
        (try? String(contentsOfFile: outputPath + ".out", encoding: .utf8)) ?? ""
    }
    package var standardError: String {
        (try? String(contentsOfFile: outputPath + ".err", encoding: .utf8)) ?? ""
    }
}
