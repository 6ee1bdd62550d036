import Foundation
import Synchronization

/// A `sutured` of the demo's own, which can be started, killed and started again on the same folder.
final class PrivateDaemon: Sendable {
    /// How long a start may take before something must be wrong.
    private static let startTimeMax = Duration.seconds(30)
    private static let startPollInterval = Duration.milliseconds(10)

    private struct Life {
        let process: Process
        let end: Promise<Void>
    }

    let folder: DemoFolder
    private let program: String
    private let life = Mutex<Life?>(nil)

    init(program: String, folder: DemoFolder) {
        self.program = program
        self.folder = folder
    }

    /// Starts it and waits until it serves.
    /// - Returns: its process id.
    func start() async throws -> Int32 {
        let process = try launch()
        let deadline = ContinuousClock.now + PrivateDaemon.startTimeMax
        while true {
            if let daemon = try? await Daemon.connect(to: folder.socket) {
                await daemon.close()
                return process.processIdentifier
            }
            guard process.isRunning, ContinuousClock.now < deadline else {
                throw DemoFailure(description: "sutured does not start; \(folder.journal) says why")
            }
            try await Task.sleep(for: PrivateDaemon.startPollInterval)
        }
    }

    private func launch() throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["--state-directory", folder.state, "--socket", folder.socket]
        process.environment = PrivateDaemon.environment
        process.standardInput = FileHandle.nullDevice
        let journal = try journal()
        process.standardOutput = journal
        process.standardError = journal
        let end = Promise<Void>()
        process.terminationHandler = { _ in end.keep(()) }
        try process.run()
        life.withLock { $0 = Life(process: process, end: end) }
        return process
    }

    /// Nothing that configures a daemon or ties it to a service manager.
    private static var environment: [String: String] {
        ProcessInfo.processInfo.environment.filter { ["PATH", "TZ", "LANG", "TMPDIR"].contains($0.key) }
    }

    /// Both lives of the daemon write into one file.
    private func journal() throws -> FileHandle {
        if !FileManager.default.fileExists(atPath: folder.journal) {
            try Data().write(to: URL(fileURLWithPath: folder.journal))
        }
        let journal = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.journal))
        try journal.seekToEnd()
        return journal
    }

    /// Takes its life without a warning, as a failure of power would.
    func kill() { send(SIGKILL) }

    /// Returns when the process that was killed is gone.
    func ended() async {
        let life = life.withLock { life in
            defer { life = nil }
            return life
        }
        await life?.end.value
    }

    /// Lets it finish, if it runs.
    func stop() async {
        send(SIGTERM)
        await ended()
    }

    private func send(_ signal: Int32) {
        life.withLock { life in
            if let process = life?.process, process.isRunning {
                _ = Foundation.kill(process.processIdentifier, signal)
            }
        }
    }
}

/// Where a demo keeps everything: a new folder under `$TMPDIR` that only this user can read.
struct DemoFolder: Sendable {
    /// What `sockaddr_un` holds beside the final NUL.
    private static let socketPathByteCountMax = 107

    let path: String

    init() throws {
        let parent = ProcessInfo.processInfo.environment["TMPDIR"] ?? ""
        let base = parent.isEmpty ? "/tmp" : parent.hasSuffix("/") ? String(parent.dropLast()) : parent
        var template = Array("\(base)/suture-demo.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw DemoFailure(
                description: "no folder can be made in \(base) (\(String(cString: strerror(errno)))); "
                    + "TMPDIR names another place")
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard socket.utf8.count <= DemoFolder.socketPathByteCountMax else {
            throw DemoFailure(
                description: "\(socket) is too long for a socket's path; set TMPDIR to a shorter place")
        }
    }

    var state: String { "\(path)/state" }
    var socket: String { "\(path)/socket" }
    /// What the daemon says.
    var journal: String { "\(path)/sutured.log" }
    /// Read models that were made anew from the log.
    var rebuiltViews: String { "\(path)/rebuilt.db" }
}
