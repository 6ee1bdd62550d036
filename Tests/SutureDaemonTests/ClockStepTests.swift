import Foundation
import SutureJSON
import SutureTestSupport
import Testing

/// The clock on the wall is set back while the daemon runs.
@Suite(.serialized, .timeLimit(.minutes(20))) struct ClockStepTests {
    /// The manager is heard from the socket that the test has in its place. A daemon that waited for the
    /// clock on the wall would be silent for an hour.
    @Test func `the watchdog is fed on, and what waits goes on`() async throws {
        try await RunningDaemon.prepare { daemon in
            let manager = try NotifySocket("\(daemon.directory)/notify")
            let trigger = "\(daemon.directory)/shifted"
            let shim = try await Shim.compile("shifted_clock", for: daemon)
            try await daemon.start(environment: [
                "LD_PRELOAD": shim, "SHIFTED_CLOCK": trigger, "NOTIFY_SOCKET": manager.path,
                "WATCHDOG_USEC": "400000",
            ])
            try await manager.hear("WATCHDOG=1")
            try Data().write(to: URL(fileURLWithPath: trigger))
            manager.forget()
            // The first that is heard now may have been waited for before.
            for _ in 0..<5 { try await manager.hear("WATCHDOG=1") }
            let client = try await daemon.client()
            try await client.record(
                "Device.Register", ["id": "D-1", "name": "Needle", "type": "suture_needle"])
            // The projector lets events gather for a time.
            let found = try await client.ask("Records.Get", ["record": "device/D-1"])
            #expect(found["record"]?["name"]?.string == "Needle")
            #expect(await daemon.terminate() == .status(0))
        }
    }
}
