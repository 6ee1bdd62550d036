import Foundation
import SutureJSON
import SutureLog
import SutureTestSupport
import Testing

/// The daemon goes on when nobody can be told what it has to say.
@Suite(.serialized, .timeLimit(.minutes(20))) struct StandardErrorTests {
    enum Trouble: String, CaseIterable {
        case fullDisk = #"exec "$0" "$@" 2> /dev/full"#
        case closed = #"exec "$0" "$@" 0<&- 1>&- 2>&-"#
        /// A pipe whose reader has gone; `$2` is the state directory.
        case unread =
            #"mkfifo "$2.pipe"; true < "$2.pipe" & exec 3> "$2.pipe"; wait; exec "$0" "$@" 2>&3"#
    }

    @Test(arguments: Trouble.allCases)
    func `a standard error that cannot be written stops nothing`(trouble: Trouble) async throws {
        try await RunningDaemon.prepare { daemon in
            try await daemon.start(by: trouble.rawValue)
            for _ in 0..<20 {
                // Anyone can make the daemon write a message.
                let garbage = try RawConnection(daemon.socketPath)
                try await garbage.send("garbage")
                let reply = try await garbage.receive()
                #expect(reply == nil)
            }
            let client = try await daemon.client()
            try await client.record(
                "Device.Register", ["id": "D-1", "name": "Needle", "type": "suture_needle"])
            #expect(await daemon.terminate() == .status(0))
            // No file was given the number of the stream.
            for file in try daemon.filesOfState() {
                #expect(!file.bytes.contains("malformed message"), "\(file.name)")
            }
            guard case .sound = try daemon.verifyLog() else {
                Issue.record("the log is not sound")
                return
            }
        }
    }
}
