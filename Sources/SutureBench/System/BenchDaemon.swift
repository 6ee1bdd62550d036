import Foundation
import SutureLog
import SutureProgram

/// A `sutured` that a measurement starts for itself: the one that lies beside this program.
final class BenchDaemon {
    let directory: StateDirectory
    let socketPath: String
    /// From starting the program until it was ready for clients.
    let startSeconds: Double
    private let program: ChildProgram

    /// Starts it and waits until it is ready.
    /// - Parameters:
    ///   - stateDirectory: with a log, or not yet there.
    ///   - scratch: for its socket and what it prints.
    init(stateDirectory: String, scratch: ScratchFolder) throws {
        directory = StateDirectory(path: stateDirectory)
        socketPath = scratch.file("s")
        let ready = try ReadySocket(path: scratch.file("r"))
        let began = KernelTime.now()
        program = try ChildProgram(
            BenchDaemon.executable("sutured"), ["--state-directory", stateDirectory, "--socket", socketPath],
            environment: ["NOTIFY_SOCKET": ready.path], outputPath: scratch.file("sutured"))
        try ready.wait(for: program)
        startSeconds = KernelTime.seconds(since: began)
    }

    /// A program that was built or installed beside this one.
    static func executable(_ name: String) -> String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent(name).path
    }

    var id: Int32 { program.id }

    /// Its largest resident set so far, in bytes.
    var memoryByteCountMax: Int { program.memoryByteCountMax ?? 0 }

    /// Stops it as systemd would, so that everything is in its files.
    @discardableResult
    func stop() throws -> ChildProgram.Ending {
        let ending = program.terminate()
        guard ending.status == 0 else {
            throw BenchFailure("sutured ended with status \(ending.status): \(program.standardError)")
        }
        return ending
    }
}
