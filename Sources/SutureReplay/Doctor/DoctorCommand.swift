import ArgumentParser
import Glibc
import SutureDomain
import SutureJSON
import SutureLog
import SutureOutput

/// `suture-replay doctor`
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract:
            "Say what of a log this build would not understand: before an upgrade, and before a rollback.",
        discussion: """
            Takes a whole log through this build's decoders, projections and rules. Run the doctor of the version that \
            you go to, newer or older, on a copy of the log or on the log itself. That the log is as it was written is \
            for verify to say; events that are missing or cannot be read at all are named here too. Events that were stamped ahead of this machine's clock are named.

            Rules may have been made stricter since: what they would refuse today stays recorded and counts. It is told, \
            and is no finding. The state of every record is kept in memory, the read models in a temporary file.

            Of views.db and keys.db beside the log it is told how far each knows it to have been; where the log does not have \
            that event, the daemon refuses commands.

            Exit status: 0 everything is understood and there, 1 something is not.
            """)

    @OptionGroup var log: LogArgument

    @Flag(help: "Print the diagnosis as one JSON object.")
    var json = false

    func run() throws {
        let reader = try log.open()
        let diagnosis = try Doctor.diagnose(reader, clock: DoctorCommand.clock)
        let lines = json ? [String(decoding: diagnosis.json.bytes, as: UTF8.self)] : diagnosis.lines
        guard diagnosis.isUnderstood, diagnosis.isWhole else { try ExitCode.badNews(lines) }
        for line in lines { try Output.standard.line(line) }
    }

    private static var clock: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }
}
