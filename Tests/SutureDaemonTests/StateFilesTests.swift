import Foundation
import SutureJSON
import SutureTestSupport
import Testing

/// What the daemon takes for its own in the state directory, and what it does not.
@Suite(.serialized, .timeLimit(.minutes(20))) struct StateFilesTests {
    private static let precious = "precious\n"

    /// A file that nothing of the state directory may change.
    private static func victim(_ daemon: RunningDaemon) throws -> String {
        try daemon.write(precious, to: "victim")
    }

    @Test(arguments: ["log.db", "log.db-wal", "keys.db", "keys.db-wal", "master.key", "lock", "scratch"])
    func `a link in place of a file is refused, and what it leads to stays as it is`(name: String)
        async throws
    {
        try await RunningDaemon.prepare { daemon in
            let victim = try StateFilesTests.victim(daemon)
            try daemon.makeStateDirectory()
            try FileManager.default.createSymbolicLink(
                atPath: daemon.stateFile(name), withDestinationPath: victim)
            let refused = await #expect(throws: RunningDaemon.DidNotStart.self) { try await daemon.start() }
            #expect(refused?.exit == .status(1))
            #expect(refused?.standardError.contains(daemon.stateFile(name)) == true)
            #expect(try String(contentsOfFile: victim, encoding: .utf8) == StateFilesTests.precious)
        }
    }

    /// Opening one of them may wait for whoever opens its other end.
    @Test(arguments: ["log.db", "log.db-wal", "keys.db", "master.key", "lock"], ["a pipe", "a directory"])
    func `what is no plain file is refused, and nobody waits for it`(name: String, kind: String) async throws
    {
        try await RunningDaemon.prepare { daemon in
            try daemon.makeStateDirectory()
            let path = daemon.stateFile(name)
            #expect((kind == "a pipe" ? mkfifo(path, 0o600) : mkdir(path, 0o700)) == 0)
            let refused = await #expect(throws: RunningDaemon.DidNotStart.self) { try await daemon.start() }
            #expect(refused?.exit == .status(1))
            #expect(
                refused?.standardError.hasPrefix("sutured: \(path) is no plain file: ") == true,
                "\(refused?.standardError ?? "")")
        }
    }

    @Test func `the lock is for the daemon's account alone`() async throws {
        try await RunningDaemon.prepare { daemon in
            try daemon.makeStateDirectory()
            let path = daemon.stateFile("lock")
            #expect(FileManager.default.createFile(atPath: path, contents: nil))
            #expect(chmod(path, 0o666) == 0)
            try await daemon.start()
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(daemon.process.standardError.contains("others might use \(path) (mode 666)"))
            #expect(await daemon.terminate() == .status(0))
            try require(getuid() == 0, "only root gives files away")
            #expect(chown(path, 65_534, 65_534) == 0)
            let refused = await #expect(throws: RunningDaemon.DidNotStart.self) { try await daemon.start() }
            #expect(refused?.standardError.hasPrefix("sutured: \(path) belongs to nobody, ") == true)
        }
    }

    @Test(arguments: ["views.db", "views.db-wal", "views.db.new", "master.key.new"])
    func `a link in place of what is made anew goes, and what it leads to stays as it is`(name: String)
        async throws
    {
        try await RunningDaemon.prepare { daemon in
            let victim = try StateFilesTests.victim(daemon)
            try daemon.makeStateDirectory()
            try FileManager.default.createSymbolicLink(
                atPath: daemon.stateFile(name), withDestinationPath: victim)
            try await daemon.start()
            try await daemon.client().record("Person.Register", ["name": "Wu Tao"])
            #expect(await daemon.terminate() == .status(0))
            #expect(try String(contentsOfFile: victim, encoding: .utf8) == StateFilesTests.precious)
        }
    }

    @Test func `a state directory that everyone may write is refused`() async throws {
        try await RunningDaemon.prepare { daemon in
            try daemon.makeStateDirectory(mode: 0o777)
            let refused = await #expect(throws: RunningDaemon.DidNotStart.self) { try await daemon.start() }
            #expect(
                refused?.standardError
                    == "sutured: the state directory cannot be used: \(daemon.stateDirectory): everyone may write it (mode "
                    + "777); chmod o-w takes that away\n")
        }
    }

    /// As a file system in memory is, where nobody says otherwise.
    @Test func `a state directory in which everyone may make files, but remove only his own, is told of`()
        async throws
    {
        try await RunningDaemon.prepare { daemon in
            try daemon.makeStateDirectory(mode: 0o1777)
            try await daemon.start()
            #expect(
                daemon.standardError.contains(
                    "warning: everyone may make files in \(daemon.stateDirectory), "))
        }
    }

    @Test func `a state directory of another account is refused`() async throws {
        try require(getuid() == 0, "only root gives folders away")
        try await RunningDaemon.prepare { daemon in
            try daemon.makeStateDirectory()
            #expect(chown(daemon.stateDirectory, 65_534, 65_534) == 0)
            let refused = await #expect(throws: RunningDaemon.DidNotStart.self) { try await daemon.start() }
            #expect(
                refused?.standardError
                    == "sutured: the state directory cannot be used: \(daemon.stateDirectory): belongs to nobody, and "
                    + "sutured runs as root\n")
        }
    }

    @Test func `what others may do with the files is taken away and told`() async throws {
        try await RunningDaemon.run { daemon in
            try await daemon.client().registerDevices("D-", count: 2)
            #expect(await daemon.terminate() == .status(0))
            for (name, mode) in [("log.db", mode_t(0o644)), ("keys.db", 0o666)] {
                #expect(chmod(daemon.stateFile(name), mode) == 0)
            }
            try await daemon.start()
            for name in ["log.db", "keys.db"] {
                let mode = try FileManager.default.attributesOfItem(atPath: daemon.stateFile(name))[
                    .posixPermissions]
                #expect(mode as? Int == 0o600, "\(name)")
            }
            let said = daemon.process.standardError
            #expect(
                said.contains(
                    "\(daemon.stateFile("log.db")) (mode 644), which was taken away; consider who has read it\n"
                ))
            #expect(
                said.contains(
                    "\(daemon.stateFile("keys.db")) (mode 666), which was taken away; consider who has read it and changed it\n"
                ))
            #expect(try await daemon.client().registerDevices("E-", count: 1) == [3])
        }
    }

    @Test func `a directory that is reached through a link of one's own is the one that it leads to`()
        async throws
    {
        try await RunningDaemon.prepare { daemon in
            let real = daemon.directory + "/real"
            try FileManager.default.createDirectory(
                atPath: real, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            try FileManager.default.createSymbolicLink(
                atPath: daemon.stateDirectory, withDestinationPath: "real")
            try await daemon.start()
            try await daemon.client().registerDevices("D-", count: 1)
            #expect(FileManager.default.fileExists(atPath: real + "/log.db"))
            let second = try ChildProcess(
                BuiltProgram.path("sutured"),
                ["--state-directory", real, "--socket", daemon.directory + "/other"],
                outputPath: daemon.directory + "/second")
            #expect(await second.exit() == .status(1))
            #expect(second.standardError.contains("another sutured uses"))
        }
    }

    @Test func `a configuration that everyone may write is refused, at a reload too`() async throws {
        try await RunningDaemon.prepare { daemon in
            let file = try daemon.write("log:\n  level: notice\n", to: "suture.yaml")
            #expect(chmod(file, 0o644) == 0)
            try await daemon.start(["--config", file])
            #expect(chmod(file, 0o666) == 0)
            let problem =
                "\(file): cannot be read: everyone may write it (mode 666); chmod o-w takes that away"
            let error = try await daemon.client().error(of: "Service.Reload")
            #expect(error?["message"] == .string(problem))
            #expect(await daemon.terminate() == .status(0))
            let refused = await #expect(throws: RunningDaemon.DidNotStart.self) {
                try await daemon.start(["--config", file])
            }
            #expect(refused?.exit == .status(2))
            #expect(refused?.standardError == "sutured: \(problem)\n")
        }
    }
}

extension RunningDaemon {
    func makeStateDirectory(mode: mode_t = 0o700) throws {
        try FileManager.default.createDirectory(atPath: stateDirectory, withIntermediateDirectories: false)
        guard chmod(stateDirectory, mode) == 0 else { throw POSIXError(.EPERM) }
    }
}
