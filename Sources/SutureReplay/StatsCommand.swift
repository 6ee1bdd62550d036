import ArgumentParser
import SutureDomain
import SutureLog
import SutureOutput

/// `suture-replay stats`
struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Count what is in a log: records by kind, events by type, bytes.")

    @OptionGroup var log: LogArgument

    func run() throws {
        let reader = try log.open()
        let head = try reader.head()
        var statistics = LogStatistics()
        try LogWalk(reader, upTo: head.position).forEachPage { events in
            for event in events { statistics.count(event) }
        }
        for line in statistics.lines(of: reader.identity, head: head) { try Output.standard.line(line) }
    }
}
