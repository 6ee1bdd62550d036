import Foundation
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// What a running daemon takes over from its configuration file, and what it leaves as it was.
///
/// Whether the access changed is seen by acting for a person: the tests' own account is a steward always, a
/// delegate only by configuration.
@Suite(.serialized, .timeLimit(.minutes(20))) struct ReloadTests {
    enum Way: CaseIterable, Sendable {
        case signal
        case method
    }

    static let delegating = "access:\n  delegates: [everyone]\n"

    @Test(arguments: Way.allCases)
    func `access is taken over`(way: Way) async throws {
        try await RunningDaemon.runWithFile("log:\n  level: notice\n") { daemon, client in
            try await client.record("Person.Register", ["id": "P-1", "name": "Wu Tao"])
            #expect(try await client.mayActForPerson() == false)
            try daemon.configure(ReloadTests.delegating)
            try await daemon.reload(way, client)
            #expect(try await client.mayActForPerson())
            try daemon.configure("access:\n  delegates: []\n")
            try await daemon.reload(way, client)
            #expect(try await client.mayActForPerson() == false)
        }
    }

    @Test func `the log level is taken over`() async throws {
        try await RunningDaemon.runWithFile("log:\n  level: error\n") { daemon, client in
            try daemon.configure("log:\n  level: notice\n")
            try await client.ask("Service.Reload")
            #expect(daemon.standardError == "notice: the configuration was read again unchanged=[]\n")
            try daemon.configure("log:\n  level: error\n")
            try await client.ask("Service.Reload")
            #expect(daemon.standardError == "notice: the configuration was read again unchanged=[]\n")
        }
    }

    @Test func `settings that need a new start are named, every time`() async throws {
        try await RunningDaemon.runWithFile("queries:\n  threadCount: 1\n") { daemon, client in
            #expect(try await client.ask("Service.Reload") == ["unchanged": []])
            try daemon.configure(
                "queries:\n  threadCount: 3\ntime:\n  zone: Asia/Tokyo\nlog:\n  level: error\n")
            let expected: JSONValue = ["unchanged": ["time.zone", "queries.threadCount"]]
            #expect(try await client.ask("Service.Reload") == expected)
            #expect(try await client.ask("Service.Reload") == expected)
        }
    }

    @Test func `a mistake in the file is answered, and everything stays as it was`() async throws {
        try await RunningDaemon.runWithFile(ReloadTests.delegating) { daemon, client in
            try await client.record("Person.Register", ["id": "P-1", "name": "Wu Tao"])
            try daemon.configure("access:\n  delegates: []\nlog:\n  level: loud\n")
            let error = try await client.error(of: "Service.Reload")
            #expect(error?.name == "org.suture.Service.Failed")
            #expect(
                error?["message"]?.string
                    == "\(daemon.configurationFile):4: log.level: \"loud\" is not one of trace, debug, info, notice, "
                    + "warning, error, critical")
            #expect(error?["operation"] == "reload the configuration")
            #expect(error?["hint"] == "everything stays as it was; mend the file and reload again")
            #expect(try await client.mayActForPerson())

            try FileManager.default.removeItem(atPath: daemon.configurationFile)
            let missing = try await client.error(of: "Service.Reload")
            #expect(
                missing?["message"]?.string?.hasPrefix("\(daemon.configurationFile): cannot be read: ")
                    == true)
            #expect(try await client.mayActForPerson())
        }
    }

    @Test func `a mistake in the file found by a signal is in the journal`() async throws {
        try await RunningDaemon.runWithFile(ReloadTests.delegating) { daemon, client in
            try await client.record("Person.Register", ["id": "P-1", "name": "Wu Tao"])
            try daemon.configure("access:\n  delegate: []\n")
            daemon.process.send(SIGHUP)
            try await daemon.says(
                "error: the configuration stays as it was failure=\(daemon.configurationFile):2: unknown key "
                    + "access.delegate;", times: 1)
            #expect(try await client.mayActForPerson())
        }
    }
}

extension RunningDaemon {
    fileprivate var configurationFile: String { "\(directory)/suture.yaml" }

    fileprivate static func runWithFile(
        _ text: String, body: (RunningDaemon, VarlinkClient) async throws -> Void
    ) async throws {
        try await prepare { daemon in
            try daemon.configure(text)
            try await daemon.start(["--config", daemon.configurationFile])
            try await body(daemon, try await daemon.client())
        }
    }

    fileprivate func configure(_ text: String) throws { _ = try write(text, to: "suture.yaml") }

    fileprivate func reload(_ way: ReloadTests.Way, _ client: VarlinkClient) async throws {
        switch way {
        case .method: try await client.ask("Service.Reload")
        case .signal:
            let message = "the configuration was read again"
            let count = standardError.ranges(of: message).count
            process.send(SIGHUP)
            try await says(message, times: count + 1)
        }
    }

    /// Waits until standard error has the text that often.
    fileprivate func says(_ text: String, times: Int) async throws {
        while standardError.ranges(of: text).count < times {
            try #require(process.ended == nil)
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}

extension VarlinkClient {
    /// Tries it out on a person that exists, recording nothing.
    fileprivate func mayActForPerson() async throws -> Bool {
        do {
            try await record(
                "Person.AddNote", ["id": "P-1", "text": "called"],
                context: ["onBehalfOf": "person/P-1", "dryRun": true])
            return true
        } catch let error as VarlinkError where error == .permissionDenied {
            return false
        }
    }
}
