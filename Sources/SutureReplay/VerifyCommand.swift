import ArgumentParser
import SutureDomain
import SutureLog
import SutureOutput
import SutureProgram

/// `suture-replay verify`
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Prove that a log is as it was written, or name the first event that is not.")

    @OptionGroup var log: LogArgument

    @Flag(help: "Decode every event and its metadata as well.")
    var deep = false

    @Option(
        help: ArgumentHelp(
            "A head that was kept elsewhere: shows a tail that was cut off, and a log that was rewritten.",
            valueName: "position:hash"))
    var head: KnownHead?

    func run() throws {
        var bar: ProgressBar?
        let verification = try LogVerifier(reader: log.open(), isDeep: deep).verify(known: head?.head) {
            bar = bar ?? ProgressBar(total: Int($1.number), noun: "events")
            bar?.advance(to: Int($0.number))
        }
        bar?.clear()
        switch verification {
        case .sound(let found):
            try Output.standard.line(
                "sound: \(found.eventCount) events in \(found.streamCount) streams, "
                    + "head \(found.head.position):\(found.head.hash.hexadecimal)")
        case .unsound(let finding):
            try ExitCode.badNews(["unsound: position \(finding.position): \(finding.what)"])
        }
    }
}

/// `48211:9f3c…`, as `status` and reports print it.
struct KnownHead: ExpressibleByArgument {
    let head: LogHead

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let position = Int64(parts[0]), position >= 0,
            let hash = [UInt8](hexadecimal: parts[1]), hash.count == 32
        else { return nil }
        head = LogHead(position: Position(position), hash: hash, recordedAt: Instant(microseconds: 0))
    }
}
