import ArgumentParser
import Foundation
import Synchronization
import UnixSignals

/// `suture demo`: a daemon of its own, a programme recorded, the daemon killed, and nothing lost.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show in some seconds what Suture does, with a daemon of its own in a scratch folder.",
        discussion: """
            Needs no root and no configuration. The scratch folder is made under $TMPDIR and kept; the daemon is \
            stopped at the end.
            """)

    func run() async throws {
        let programs = try SisterPrograms()
        let daemon = PrivateDaemon(program: programs.daemon, folder: try DemoFolder())
        let interruption = Interruption()
        let watch = Task { await interruption.watch(over: daemon) }
        defer { watch.cancel() }
        do {
            let demonstration = Demonstration(programs: programs, daemon: daemon)
            let acknowledged = try await demonstration.run()
            await daemon.stop()
            try demonstration.sayWhatNext(after: acknowledged)
        } catch {
            // The signal is about to end this program; what failed meanwhile is of no interest.
            if interruption.isUnderWay { await watch.value }
            await daemon.stop()
            throw error
        }
    }
}

/// The demo cannot go on.
struct DemoFailure: Error, CustomStringConvertible {
    let description: String
}

/// Control-C, or another request to end, while a daemon of our own runs: it must not be left behind.
final class Interruption: Sendable {
    private let hasCome = Atomic(false)

    /// Waits for the request; then ends the daemon, and this program by the same signal.
    func watch(over daemon: PrivateDaemon) async {
        for await signal in await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup) {
            hasCome.store(true, ordering: .sequentiallyConsistent)
            daemon.kill()
            Foundation.signal(signal.rawValue, SIG_DFL)
            // To the process: the threads on which tasks run have every signal blocked.
            kill(getpid(), signal.rawValue)
        }
    }

    /// Whether whatever failed may have failed for want of the daemon that was ended.
    var isUnderWay: Bool { hasCome.load(ordering: .sequentiallyConsistent) }
}
