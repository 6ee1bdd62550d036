import Foundation
import SutureDomain
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

@testable import SutureDaemon

/// A clock that contradicts the log, or the time that has passed. Only the daemon's own process sees it.
@Suite(.serialized, .timeLimit(.minutes(20))) struct ClockFaultTests {
    /// A daemon whose clock can be shifted.
    private struct Shifted {
        let daemon: RunningDaemon
        private let environment: [String: String]

        init(_ daemon: RunningDaemon) async throws {
            self.daemon = daemon
            environment = [
                "LD_PRELOAD": try await Shim.compile("shifted_clock", for: daemon),
                "SHIFTED_CLOCK": "\(daemon.directory)/shifted",
                "SYNCHRONISED_CLOCK": "\(daemon.directory)/synchronised",
            ]
        }

        /// - Parameter bootID: of another run of the machine than the present one.
        func start(inBoot bootID: String? = nil) async throws {
            var environment = environment
            environment["SUTURE_BOOT_ID"] = bootID
            try await daemon.start(environment: environment)
        }

        /// - Parameter seconds: by how much the clock is ahead of the right time.
        func shift(by seconds: Int64) throws {
            try Data("\(seconds)\n".utf8).write(
                to: URL(fileURLWithPath: "\(daemon.directory)/shifted"), options: .atomic)
        }

        /// The clock stands, that long after what was recorded first: a test may take its time.
        func stop(_ seconds: Int64, after receipt: JSONValue) throws {
            let recordedAt = try #require(receipt["recordedAt"]?.string.flatMap { Instant($0) })
            try Data("@\(recordedAt.microseconds / 1_000_000 + seconds)\n".utf8).write(
                to: URL(fileURLWithPath: "\(daemon.directory)/shifted"), options: .atomic)
        }

        func synchronise() throws {
            try Data().write(to: URL(fileURLWithPath: "\(daemon.directory)/synchronised"))
        }
    }

    private static func run(_ body: (Shifted) async throws -> Void) async throws {
        try await RunningDaemon.prepare { daemon in
            let shifted = try await Shifted(daemon)
            try await shifted.start()
            try await body(shifted)
            #expect(await daemon.terminate() == .status(0))
        }
    }

    private static func device(_ id: String) -> JSONValue {
        ["id": .string(id), "name": "Needle", "type": "suture_needle"]
    }

    private static let year: Int64 = 31_557_600
    /// And a day, so that a test may take its time.
    private static let thirtyYears = 30 * year + 86_400

    @Test func `a log that has no event is not said to have one`() async throws {
        try await RunningDaemon.prepare { daemon in
            let shifted = try await Shifted(daemon)
            try shifted.shift(by: 7_200 + 600)
            try await shifted.start()
            #expect(await daemon.terminate() == .status(0))
            try shifted.shift(by: 0)
            try await shifted.start(inBoot: "00000000-0000-4000-8000-000000000000")
            let client = try await daemon.client()
            let status = try await client.ask("Service.Status")
            let reason = try #require(status["readOnlyReason"]?.string)
            let made = try #require(status["createdAt"]?.string)
            #expect(reason.contains(", but the log, which is empty, was made at \(made), 2 h "), "\(reason)")
            #expect(!daemon.process.standardError.contains("last event"))
            let accepted = try await daemon.suture(["accept-clock", "--reason", "it was made so"])
            #expect(accepted.exit == .status(0), "\(accepted.errors)")
            try await client.record("Device.Register", ClockFaultTests.device("D-1"))
        }
    }

    @Test func `a clock that is put back a little stands still, and nothing is said of it`() async throws {
        try await ClockFaultTests.run { shifted in
            let client = try await shifted.daemon.client()
            let first = try await client.record("Device.Register", ClockFaultTests.device("D-1"))
            try shifted.stop(-40, after: first)
            let second = try await client.record("Device.Register", ClockFaultTests.device("D-2"))
            #expect(second["recordedAt"] == first["recordedAt"])
            let status = try await client.ask("Service.Status")
            #expect(status["clock"] == first["recordedAt"])
            #expect(status["lastRecordedAt"] == first["recordedAt"])
            #expect(status["clockBehindSeconds"] == nil)
            #expect(status["readOnly"] == false)
            #expect(!shifted.daemon.process.standardError.contains("the clock is"))
        }
    }

    @Test func `a clock that is put back by some minutes is told of, and goes on`() async throws {
        try await ClockFaultTests.run { shifted in
            let client = try await shifted.daemon.client()
            let first = try await client.record("Device.Register", ClockFaultTests.device("D-1"))
            try shifted.stop(-1_200, after: first)
            let second = try await client.record("Device.Register", ClockFaultTests.device("D-2"))
            #expect(second["recordedAt"] == first["recordedAt"])
            let status = try await client.ask("Service.Status")
            #expect(status["clockBehindSeconds"] == 1_200)
            #expect(status["clockBehindSince"]?.string.flatMap { Instant($0) } != nil)
            #expect(status["readOnly"] == false)
            // No deadline and no date is taken from a stamp that the clock contradicts.
            let clock = try #require(status["clock"]?.string.flatMap { Instant($0) })
            let last = try #require(first["recordedAt"]?.string.flatMap { Instant($0) })
            #expect(clock < last)
            #expect(shifted.daemon.process.standardError.contains("behind the last event of the log"))
            try shifted.shift(by: 0)
            try await client.record("Device.Register", ClockFaultTests.device("D-3"))
            #expect(try await client.ask("Service.Status")["clockBehindSeconds"] == nil)
        }
    }

    @Test func `a clock that is put back by hours is refused until it is right`() async throws {
        try await ClockFaultTests.run { shifted in
            let client = try await shifted.daemon.client()
            let first = try await client.record("Device.Register", ClockFaultTests.device("D-1"))
            try shifted.stop(-7_200, after: first)
            let refused = try await client.error(of: "Device.Register", ClockFaultTests.device("D-2"))
            #expect(refused?.name == "org.suture.Device.ReadOnly")
            let reason = try #require(refused?["reason"]?.string)
            #expect(reason.hasPrefix("the clock said "))
            #expect(reason.contains("the last event of the log was recorded at"))
            #expect(reason.contains("suture accept-clock --reason"))
            #expect(try await client.ask("Service.Status")["readOnlyReason"] == .string(reason))
            try shifted.shift(by: 0)
            try await client.record("Device.Register", ClockFaultTests.device("D-2"))
            #expect(try await client.ask("Service.Status")["readOnly"] == false)
            #expect(shifted.daemon.process.standardError.contains("commands are recorded again"))
        }
    }

    @Test func `a clock that runs away by years stamps nothing, unless something keeps it right`()
        async throws
    {
        try await ClockFaultTests.run { shifted in
            let client = try await shifted.daemon.client()
            try await client.record("Device.Register", ClockFaultTests.device("D-1"))
            try shifted.shift(by: ClockFaultTests.thirtyYears)
            let refused = try await client.error(of: "Device.Register", ClockFaultTests.device("D-2"))
            #expect(refused?.name == "org.suture.Device.ReadOnly")
            #expect(refused?["reason"]?.string?.contains("30 years more than it would have") == true)
            let head = try await client.ask("Service.Status")["position"]
            #expect(head == 1)
            try shifted.shift(by: 0)
            try await client.record("Device.Register", ClockFaultTests.device("D-2"))
            // A machine whose clock was wrong when it was started, and was put right since.
            try shifted.shift(by: 7_200)
            try shifted.synchronise()
            try await client.record("Device.Register", ClockFaultTests.device("D-3"))
        }
    }

    /// One event was stamped 30 years ahead by a clock that was wrong.
    @Test func `a clock that a steward accepts is gone on with, and stays accepted`() async throws {
        try await RunningDaemon.prepare { daemon in
            let shifted = try await Shifted(daemon)
            try shifted.shift(by: ClockFaultTests.thirtyYears)
            try await shifted.start()
            var client = try await daemon.client()
            let future = try await client.record("Device.Register", ClockFaultTests.device("D-1"))
            #expect(await daemon.terminate() == .status(0))
            try shifted.shift(by: 0)
            try await shifted.start()
            client = try await daemon.client()
            // Before anyone has asked for anything.
            while try await client.ask("Service.Status")["readOnly"] == false {
                try await Task.sleep(for: .milliseconds(5))
            }
            let refused = try await client.error(of: "Device.Register", ClockFaultTests.device("D-2"))
            #expect(refused?["reason"]?.string?.contains("30 years later") == true)

            let unfounded = try await daemon.suture(["accept-clock"])
            #expect(unfounded.exit == .status(2))
            let accepted = try await daemon.suture(["accept-clock", "--reason", "the battery was empty"])
            #expect(accepted.exit == .status(0))
            #expect(accepted.errors == "")
            #expect(accepted.output.contains("the log says    \(future["recordedAt"]?.string ?? "-")"))
            let last = try await client.record("Device.Register", ClockFaultTests.device("D-2"))
            #expect(last["recordedAt"] == future["recordedAt"])
            // The date is that of the clock.
            let events = try await client.ask("Log.Read", ["start": 3])["events"]?.array
            let clock = Clock(zone: SystemZone.current.zone)
            let today = clock.day(of: clock.now)
            let date = events?.first?["occurredOn"]?.string.flatMap { Day($0) }
            #expect(date.map { abs($0.number - today.number) <= 1 } == true)

            #expect(await daemon.terminate() == .status(0))
            try await shifted.start()
            client = try await daemon.client()
            try await client.record("Device.Register", ClockFaultTests.device("D-3"))
            // What was accepted is this clock, and not any that is earlier.
            try shifted.shift(by: -ClockFaultTests.year)
            let again = try await client.error(of: "Device.Register", ClockFaultTests.device("D-4"))
            #expect(again?.name == "org.suture.Device.ReadOnly")
            #expect(await daemon.terminate() == .status(0))

            let doctor = try await ProgramRun.of([
                BuiltProgram.path("suture-replay"), "doctor", daemon.stateFile("log.db"),
            ])
            #expect(doctor.exit == .status(0))
            #expect(doctor.output.contains("stamped ahead of this machine's clock, which says "))
            #expect(doctor.output.contains("  1  device.registered of device/D-1: recorded at 20"))
        }
    }

    /// The run of the machine is the same one, in which something was recorded, or another one.
    @Test(arguments: [nil, "b00fb00fb00fb00fb00fb00fb00fb00f"])
    func `a clock that is wrong at the start is refused until it is right`(bootID: String?) async throws {
        try await ClockFaultTests.run { shifted in
            try await shifted.daemon.client().record("Device.Register", ClockFaultTests.device("D-1"))
            #expect(await shifted.daemon.terminate() == .status(0))
            for (number, seconds) in [-7_200, -10 * ClockFaultTests.year].enumerated() {
                try shifted.shift(by: seconds)
                try await shifted.start(inBoot: bootID)
                let client = try await shifted.daemon.client()
                let device = ClockFaultTests.device("D-\(number + 2)")
                let refused = try await client.error(of: "Device.Register", device)
                #expect(refused?.name == "org.suture.Device.ReadOnly")
                try shifted.shift(by: 0)
                try await client.record("Device.Register", device)
                #expect(try await client.ask("Service.Status")["readOnly"] == false)
                if number == 0 { #expect(await shifted.daemon.terminate() == .status(0)) }
            }
        }
    }

    @Test func `a log that was made by a clock that was wrong is written when the clock is right`()
        async throws
    {
        try await RunningDaemon.prepare { daemon in
            let shifted = try await Shifted(daemon)
            try shifted.shift(by: -10 * ClockFaultTests.year)
            try await shifted.start()
            let client = try await daemon.client()
            try shifted.shift(by: 0)
            try await client.record("Device.Register", ClockFaultTests.device("D-1"))
            #expect(await daemon.terminate() == .status(0))
        }
    }

    @Test(arguments: [3_720, ClockFaultTests.thirtyYears])
    func `a clock that was moved while the daemon was stopped is noticed as long as the machine runs`(
        seconds: Int64
    ) async throws {
        try await ClockFaultTests.run { shifted in
            try await shifted.daemon.client().record("Device.Register", ClockFaultTests.device("D-1"))
            #expect(await shifted.daemon.terminate() == .status(0))
            try shifted.shift(by: seconds)
            try await shifted.start()
            let client = try await shifted.daemon.client()
            let refused = try await client.error(of: "Device.Register", ClockFaultTests.device("D-2"))
            #expect(refused?["reason"]?.string?.contains("more than it would have") == true)
            try shifted.shift(by: 0)
            try await client.record("Device.Register", ClockFaultTests.device("D-2"))
            #expect(await shifted.daemon.terminate() == .status(0))
            // Nobody knows how long the machine was off.
            try shifted.shift(by: seconds)
            try await shifted.start(inBoot: "b00fb00fb00fb00fb00fb00fb00fb00f")
            try await shifted.daemon.client().record("Device.Register", ClockFaultTests.device("D-3"))
        }
    }

    @Test func `what is told of a wrong clock is what is wrong now`() async throws {
        try await ClockFaultTests.run { shifted in
            let client = try await shifted.daemon.client()
            try await client.record("Device.Register", ClockFaultTests.device("D-1"))
            var since: JSONValue?
            for (seconds, told) in [
                (7_290, " 2 h 1 min more than"), (ClockFaultTests.thirtyYears, " 30 years more than"),
                (-ClockFaultTests.thirtyYears, " 30 years later"),
            ] {
                try shifted.shift(by: seconds)
                let refused = try await client.error(of: "Device.Register", ClockFaultTests.device("D-2"))
                let reason = try #require(refused?["reason"]?.string)
                #expect(reason.contains(told), "\(reason)")
                let status = try await client.ask("Service.Status")
                #expect(status["readOnlyReason"]?.string?.contains(told) == true)
                #expect(status["readOnlySince"] == since ?? status["readOnlySince"])
                since = status["readOnlySince"]
                #expect(shifted.daemon.process.standardError.contains(reason))
            }
        }
    }

    @Test func `how far two times are apart is said as exactly as a reader needs it`() {
        #expect(ClockWatch.span(59) == "59 s")
        #expect(ClockWatch.span(125) == "2 min 5 s")
        #expect(ClockWatch.span(7_500) == "2 h 5 min")
        #expect(ClockWatch.span(864_000) == "10 days")
        #expect(ClockWatch.span(30 * ClockFaultTests.year) == "30 years")
    }
}
