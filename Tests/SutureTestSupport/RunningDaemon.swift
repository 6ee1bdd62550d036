import Foundation
import Synchronization
import Testing
package import Varlink

/// A `sutured` as its own process, with a state directory and a socket of its own, for the time of one test.
/// Tests reach it through the built binary and the socket alone.
package final class RunningDaemon: Sendable {
    /// The daemon ended before it answered.
    package struct DidNotStart: Error, CustomStringConvertible {
        package let exit: ChildProcess.Exit
        package let standardError: String
        package var description: String { "\(exit): \(standardError)" }
    }

    /// Everything of the test is in here, and gone with it. Short, since a socket's path is.
    package let directory: String
    private let settings: [String]
    private let started = Mutex<[ChildProcess]>([])

    private init(settings: [String]) throws {
        self.settings = settings
        directory = "/tmp/sutured-\(String(UInt64.random(in: 0 ... .max), radix: 36))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        // Peers of other accounts must come as far as the socket.
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory)
    }

    /// Runs a test with a daemon that answers; afterwards it is killed and its directory removed, come what
    /// may.
    /// - Parameter settings: what `--set` overrides (`recorder.queueCommandCountMax=16`).
    package static func run(
        _ settings: String..., body: (RunningDaemon) async throws -> Void
    ) async throws {
        try await prepare(settings) { daemon in
            try await daemon.start()
            try await body(daemon)
        }
    }

    /// The same without starting it.
    package static func prepare(
        _ settings: [String] = [], body: (RunningDaemon) async throws -> Void
    ) async throws {
        let daemon = try RunningDaemon(settings: settings)
        do {
            // Calls under way end with the daemon, so a test whose time is over ends as well.
            try await withTaskCancellationHandler {
                try await body(daemon)
            } onCancel: {
                daemon.started.withLock { $0.last }?.send(SIGKILL)
            }
        } catch {
            Issue.record("sutured said: \(daemon.standardError)")
            await daemon.remove()
            throw error
        }
        await daemon.remove()
    }

    package var socketPath: String { directory + "/s" }
    package var stateDirectory: String { directory + "/state" }
    package func stateFile(_ name: String) -> String { "\(stateDirectory)/\(name)" }

    private func remove() async {
        _ = await kill()
        try? FileManager.default.removeItem(atPath: directory)
    }
}

// MARK: Its life

extension RunningDaemon {
    /// Starts it, on what an earlier start left behind, and waits until it answers.
    /// - Parameters:
    ///   - arguments: beside those that name its state directory and its socket.
    ///   - environment: added to that of the tests.
    ///   - script: how a shell starts it, which is given the program and its arguments as `"$0" "$@"`; by
    ///     itself if left out.
    /// - Throws: ``DidNotStart`` if it ends before.
    package func start(
        _ arguments: [String] = [], environment: [String: String] = [:], by script: String? = nil
    ) async throws {
        try launch(arguments, environment: environment, by: script)
        try await untilServing()
    }

    /// Waits until the one that was launched last answers.
    /// - Throws: ``DidNotStart`` if it ends before.
    package func untilServing() async throws {
        while true {
            if let exit = process.ended {
                throw DidNotStart(exit: exit, standardError: process.standardError)
            }
            if let client = try? await client() {
                let answer = try? await client.call("org.varlink.service.GetInfo")
                await client.close()
                if answer != nil { return }
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Starts it without waiting for anything.
    @discardableResult
    package func launch(
        _ arguments: [String] = [], environment: [String: String] = [:], by script: String? = nil
    ) throws -> ChildProcess {
        let count = started.withLock { $0.count }
        let program = BuiltProgram.path("sutured")
        let arguments =
            ["--state-directory", stateDirectory, "--socket", socketPath]
            + settings.flatMap { ["--set", $0] } + arguments
        let process = try ChildProcess(
            script == nil ? program : "/bin/sh",
            script.map { ["-c", $0, program] + arguments } ?? arguments,
            environment: environment, outputPath: "\(directory)/sutured-\(count)")
        started.withLock { $0.append(process) }
        return process
    }

    /// The process that was started last.
    package var process: ChildProcess {
        guard let last = started.withLock({ $0.last }) else { preconditionFailure("no daemon was started") }
        return last
    }

    /// Ends it without warning, as a power failure would.
    @discardableResult
    package func kill() async -> ChildProcess.Exit? {
        guard let process = started.withLock({ $0.last }) else { return nil }
        process.send(SIGKILL)
        return await process.exit()
    }

    /// Asks it to stop, and waits until it has.
    package func terminate() async -> ChildProcess.Exit {
        process.send(SIGTERM)
        return await process.exit()
    }

    /// What all its processes wrote to standard error.
    package var standardError: String { started.withLock { $0.map(\.standardError).joined() } }

    package func client() async throws -> VarlinkClient { try await VarlinkClient.connect(to: socketPath) }
}
