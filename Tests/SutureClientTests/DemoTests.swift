import Foundation
import SutureInterface
import SutureTestSupport
import Testing

@testable import SutureClient
@testable import SutureDemo

/// `suture demo`, as someone runs it who has just built everything.
@Suite(.serialized, .timeLimit(.minutes(20))) final class DemoTests {
    /// Short, since a socket's path is.
    private let temporary: URL

    init() throws {
        temporary = URL(fileURLWithPath: "/tmp/suture-test.\(UInt32.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(at: temporary) }

    @Test func `the demo ends with the claims supported and loses nothing when its daemon is killed`()
        async throws
    {
        let demo = try await ProgramRun.of([BuiltProgram.path("suture"), "demo"], environment: environment)
        // On a busy machine an answer may take so long that the client says what it waits for.
        #expect(demo.errorLines.allSatisfy { $0.hasPrefix("suture: waiting for the daemon") })
        #expect(demo.exit == .status(0))
        let words = Set(demo.outputLines.map { $0.split(separator: " ").joined(separator: " ") })
        let folder = try scratchFolder()
        for line in [
            "$ suture report programme --as-of 2019-11-06",
            "students.graduate.entered-projects home=USST 214 persons",
            "projects.with-graduate-students home=USST 40 projects",
            "doctors.committed 15 persons",
            "instructors.joint-training.selected 38 persons",
            "$ suture-replay verify \(folder)/state",
            "$ suture-replay compare \(folder)/state",
            "$ suture report claims",
            "15 supported, 0 contradicted, 6 not checkable",
            "equal: the read models are what 5086 events make of them",
        ] {
            #expect(words.contains(line), "\(line)")
        }
        #expect(demo.outputLines.contains { $0.hasPrefix("Nothing is missing: the log has all ") })
        #expect(demo.outputLines.contains { $0.hasPrefix("sound: 5086 events in 2056 streams, head 5086:") })

        try await checkFigures(
            of: folder, asOf: "2022-11-07",
            [
                ["members", "unit=HEMEIC", "11", "institutions"],
                ["students.participated", "programme=IPME", "812", "persons"],
                ["projects.cooperative.carried-out", "unit=HEMEIC", "206", "projects"],
                ["devices.in-trials", "type=suture_needle", "1", "devices"],
                ["devices.in-trials", "type=ultrasonic_knife", "1", "devices"],
                ["devices.in-trials", "type=high_frequency_electric_knife", "1", "devices"],
                // They have entered, but ninety are no longer in.
                ["students.graduate.entered-projects", "", "512", "persons"],
                ["students.graduate.in-projects", "", "422", "persons"],
            ])
    }

    /// Starts the daemon on what the demo has left, as the demo's last lines say.
    private func checkFigures(of folder: String, asOf day: String, _ expected: [[String]]) async throws {
        let socket = "\(folder)/socket"
        let daemon = try ChildProcess(
            BuiltProgram.path("sutured"), ["--state-directory", "\(folder)/state", "--socket", socket],
            outputPath: "\(folder)/sutured")
        try await wait { FileManager.default.fileExists(atPath: socket) }
        let report = try await ProgramRun.of([
            BuiltProgram.path("suture"), "report", "programme", "--as-of", day, "--csv", "--socket", socket,
        ])
        daemon.send(SIGTERM)
        #expect(await daemon.exit() == .status(0))
        let rows = report.outputLines.map {
            $0.trimmingCharacters(in: .newlines).components(separatedBy: ",")
        }
        for row in expected { #expect(rows.contains(row), "\(row) in \(rows)") }
    }

    @Test func `an interrupted demo leaves no daemon behind`() async throws {
        // A pipe that nobody reads any more takes so little that the demo cannot come to its end before the
        // signal.
        let pipe = temporary.appendingPathComponent("pipe").path
        try #require(mkfifo(pipe, 0o600) == 0)
        let reading = open(pipe, O_RDONLY | O_NONBLOCK)
        defer { close(reading) }
        #expect(fcntl(reading, DemoTests.setPipeSize, DemoTests.pipeByteCount) >= 0)
        let demo = try ChildProcess(
            "/bin/sh", ["-c", #"exec "$0" demo > "$1""#, BuiltProgram.path("suture"), pipe],
            environment: environment, outputPath: temporary.appendingPathComponent("demo").path)
        var text = ""
        try await wait {
            var some = [UInt8](repeating: 0, count: Int(DemoTests.pipeByteCount))
            text += String(decoding: some[..<max(0, read(reading, &some, some.count))], as: UTF8.self)
            return text.contains("Started sutured (process ") && text.hasSuffix("\n")
        }
        let daemon = try #require(text.firstMatch(of: /process (\d+)/).flatMap { Int32($0.1) }, "\(text)")
        demo.send(SIGINT)
        #expect(await demo.exit() == .signal(SIGINT))
        try await wait { !isAlive(daemon) }
    }

    /// `F_SETPIPE_SZ`, which Glibc's module does not show.
    private static let setPipeSize: Int32 = 1031
    private static let pipeByteCount: Int32 = 4096

    private var environment: [String: String] { ["TMPDIR": temporary.path] }

    private func wait(until isDone: () -> Bool) async throws {
        while !isDone() { try await Task.sleep(for: .milliseconds(1)) }
    }

    /// A process that is dead and not yet buried is not.
    private func isAlive(_ process: Int32) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
            return false
        }
        return !status.contains(") Z ")
    }

    @Test func `without the other programs the demo says which one it misses`() async throws {
        let alone = temporary.appendingPathComponent("suture").path
        // By a process of its own: a program that is open for writing here, when another test starts one,
        // cannot be run.
        _ = try await ProgramRun.of(["cp", BuiltProgram.path("suture"), alone])
        let demo = try await ProgramRun.of([alone, "demo"], environment: environment)
        #expect(
            demo.errors == """
                suture: the demo needs sutured beside suture, and there is no \(temporary.path)/sutured

                """)
        #expect(demo.exit == .status(5))
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path) == ["suture"])
    }

    @Test func `every command of the programme has an id and a source of its own`() {
        let contexts = (Programme.records.commands + Programme.lateSheets.commands).compactMap(\.context)
        #expect(contexts.count == 5071)
        #expect(Set(contexts.compactMap(\.commandId)).count == 5071)
        #expect(contexts.allSatisfy { $0.sources?.count == 1 })
    }

    private func scratchFolder() throws -> String {
        let names = try FileManager.default.contentsOfDirectory(atPath: temporary.path)
        return temporary.appendingPathComponent(try #require(names.first)).path
    }
}
