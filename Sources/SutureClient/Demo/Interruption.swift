import Foundation
import Synchronization
import UnixSignals

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
