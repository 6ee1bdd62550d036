import Foundation
import Logging
import SutureDaemon
import SutureJSON
import SutureTestSupport
import SutureVarlink
import Testing

/// Configuration files, environment variables and flags, as they are given to the program.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ConfigurationTests {
    struct Wrong: Sendable {
        let file: String
        let message: String
    }

    static let wrongs = [
        Wrong(
            file: "socket:\n  path: /tmp/s\n  colour: red\n",
            message: ":3: unknown key socket.colour; the keys are state."),
        Wrong(file: "colours:\n  red: 1\n", message: ":2: unknown key colours.red; the keys are state."),
        Wrong(
            file: "\nsocket:\n  mode: \"0999\"\n",
            message: ":3: socket.mode: \"0999\" is not an octal mode such as \"0666\""),
        Wrong(
            file: "queries:\n  threadCount: 65\n",
            message: ":2: queries.threadCount: \"65\" is not a whole number from 1 to 64"),
        Wrong(
            file: "queries:\n  threadCount: [1]\n",
            message: ":2: queries.threadCount: \"1\" is not a whole number from 1 to 64"),
        Wrong(
            file: "time:\n  zone: Mars/Olympus\n",
            message:
                ":2: time.zone: \"Mars/Olympus\" is not system, or the name of a time zone such as Asia/Shanghai"
        ),
        Wrong(
            file: "log:\n  level: loud\n",
            message:
                ":2: log.level: \"loud\" is not one of trace, debug, info, notice, warning, error, critical"),
        Wrong(
            file: "access:\n  readers: [everyone, nobody-of-this-name]\n",
            message:
                ":2: access.readers: \"everyone, nobody-of-this-name\" is not a list of user:NAME, group:NAME, "
                + "uid:NUMBER, gid:NUMBER or everyone"),
        Wrong(
            file: "access:\n  readers: everyone\n",
            message: ":2: access.readers: \"everyone\" is not a list of "),
        Wrong(
            file: "access:\n  readers: [[everyone]]\n",
            message: ":2: access.readers: must be a list of plain values"),
        Wrong(file: "socket: /tmp/s\n", message: ":1: socket: must be a section with keys in it"),
        Wrong(file: "- socket\n", message: ": must be sections with keys, such as \"socket:\""),
        Wrong(file: "socket:\n  path: \"unclosed\n", message: ": is not YAML: "),
    ]

    private func run(
        _ daemon: RunningDaemon, _ arguments: [String], environment: [String: String] = [:]
    ) async throws -> (exit: ChildProcess.Exit, output: String, error: String) {
        let process = try ChildProcess(
            RunningDaemon.executable("sutured"), arguments, environment: environment,
            outputPath: daemon.directory + "/check")
        return (await process.exit(), process.standardOutput, process.standardError)
    }

    private func write(_ text: String, _ daemon: RunningDaemon) throws -> String {
        let path = daemon.directory + "/suture.yaml"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test func `a mistake is told with its place, its key and what may stand there`() async throws {
        try await RunningDaemon.prepare { daemon in
            for wrong in ConfigurationTests.wrongs {
                let path = try write(wrong.file, daemon)
                for arguments in [["--config", path, "--check-config"], ["--config", path]] {
                    let (exit, output, error) = try await run(daemon, arguments)
                    #expect(exit == .status(2))
                    #expect(error.hasPrefix("sutured: \(path)\(wrong.message)"), "\(error)")
                    #expect(error.count { $0 == "\n" } == 1 || wrong.message.contains("YAML"))
                    #expect(output == "")
                }
            }
        }
    }

    @Test func `a file that is not there, and wrong flags and variables, are told as well`() async throws {
        try await RunningDaemon.prepare { daemon in
            let cases: [([String], [String: String], String)] = [
                (["--config", "/nowhere.yaml"], [:], "sutured: /nowhere.yaml: cannot be read: "),
                (["--set", "colour=red"], [:], "sutured: --set colour: unknown key colour; the keys are "),
                (["--set", "colour"], [:], "sutured: --set: \"colour\" is not key=value"),
                (
                    ["--set", "queries.threadCount=many"], [:],
                    "sutured: --set queries.threadCount: queries.threadCount: \"many\" is not a whole number"
                ),
                (
                    [], ["SUTURE_QUERIES_THREAD_COUNT": "0"],
                    "sutured: SUTURE_QUERIES_THREAD_COUNT: queries.threadCount: \"0\" is not a whole number"
                ),
            ]
            for (arguments, environment, message) in cases {
                let (exit, _, error) = try await run(daemon, arguments, environment: environment)
                #expect(exit == .status(2))
                #expect(error.hasPrefix(message), "\(error)")
            }
            let (exit, _, error) = try await run(daemon, ["--colour"])
            #expect(exit == .status(2))
            #expect(error.contains("--colour"))
        }
    }

    @Test func `the file that is installed is in order, and says the defaults`() async throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../config/suture.yaml").standardizedFileURL.path
        try await RunningDaemon.prepare { daemon in
            let (exit, output, _) = try await run(daemon, ["--config", path, "--check-config"])
            #expect(exit == .status(0))
            #expect(output == "\(path) is in order\n")
        }
        let written = try DaemonConfiguration(file: path, environment: [:], flags: [])
        #expect(written.settingsFixedUntilRestart(comparedTo: DaemonConfiguration()) == [])
        #expect(written.access == AccessPolicy())
        #expect(written.logLevel == .info)
    }

    @Test func `a variable overrides the file, and a flag both`() async throws {
        try await RunningDaemon.prepare { daemon in
            let path = try write("time:\n  zone: Asia/Shanghai\n", daemon)
            func zone(_ arguments: [String], _ environment: [String: String]) async throws -> JSONValue? {
                try await daemon.start(["--config", path] + arguments, environment: environment)
                let client = try await daemon.client()
                let zone = try await client.ask("Service.Status")["timeZone"]
                await client.close()
                #expect(await daemon.terminate() == .status(0))
                return zone
            }
            #expect(try await zone([], [:]) == "Asia/Shanghai")
            #expect(try await zone([], ["SUTURE_TIME_ZONE": "Europe/Berlin"]) == "Europe/Berlin")
            #expect(
                try await zone(["--set", "time.zone=America/Lima"], ["SUTURE_TIME_ZONE": "Europe/Berlin"])
                    == "America/Lima")
        }
    }

    @Test func `a reload takes over what it can and names what it cannot`() async throws {
        try await RunningDaemon.prepare { daemon in
            let path = try write("log:\n  level: info\n", daemon)
            try await daemon.start(["--config", path])
            let client = try await daemon.client()
            #expect(try await client.ask("Service.Reload") == ["unchanged": []])
            _ = try write(
                "log:\n  level: debug\nqueries:\n  threadCount: 3\ntime:\n  zone: Asia/Shanghai\n", daemon)
            #expect(
                try await client.ask("Service.Reload") == ["unchanged": ["time.zone", "queries.threadCount"]])

            _ = try write("log:\n  level: loud\n", daemon)
            let error = try await client.error(of: "Service.Reload")
            #expect(error?.name == "org.suture.Service.Failed")
            #expect(
                error?["message"]?.string?.hasPrefix("\(path):2: log.level: \"loud\" is not one of ") == true)
            #expect(try await client.registerDevices("D-", count: 1) == [1])
            #expect(daemon.process.ended == nil)
        }
    }

    @Test func `a hang-up reads the file again, and a broken one changes nothing`() async throws {
        try await RunningDaemon.prepare { daemon in
            let path = try write("access:\n  readers: [uid:65534]\n", daemon)
            try await daemon.start(["--config", path])
            let other = try OtherUser(daemon)
            #expect(try await other.role() == "reader")
            _ = try write("access:\n  recorders: [uid:65534]\n", daemon)
            daemon.process.send(SIGHUP)
            while try await other.role() != "recorder" { try await Task.sleep(for: .milliseconds(10)) }
            _ = try write("access:\n  stewards: uid:65534\n", daemon)
            daemon.process.send(SIGHUP)
            while !daemon.standardError.contains("the configuration stays as it was") {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(try await other.role() == "recorder")
        }
    }
}
