import ArgumentParser
import Foundation
import SutureLog
import SutureOutput
import SutureProgram

/// `suture-bench load`
struct LoadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Measure how fast a daemon records and answers.",
        discussion: """
            Without options it measures five shapes (clients × calls that each has on their way: 1×1, 16×1, 64×1, \
            1×100, 16×100), each with a daemon of its own on an empty log: it starts the sutured that lies beside it. \
            Every client first records a programme of 500 commands, which is not measured. A client sends its calls in \
            one write and the next ones when all are answered, as redis-benchmark does; latency is from that write to \
            the reply. The daemon answers a command when it is on the disk.

            --compare measures Redis, the Python library eventsourcing and plain SQLite as well, in turn with the \
            daemon; what is not installed is left out.
            """)

    @Option(help: "How many connections; together with --pipeline instead of the five shapes.")
    var clients: Int?

    @Option(help: "How many calls each connection has on their way.")
    var pipeline: Int?

    @Option(
        help: """
            What is asked for: outcomes (the most frequent command), programme (all commands in realistic \
            proportions), reads (nine queries of ten calls: Get, List of 50, History, a trial's report).
            """)
    var mix = Mix.outcomes

    @OptionGroup var runs: RunOptions

    @Option(help: ArgumentHelp("Calls per second at most, over all connections.", valueName: "number"))
    var rate: Int?

    @Flag(help: "Measure the peers in turn with the daemon, and print ratios.")
    var compare = false

    @Option(help: "How often each shape is measured; 1, and 3 for --compare.")
    var pairs: Int?

    @Option(
        help: ArgumentHelp(
            "Load the daemon that listens here instead. Its log is written to.", valueName: "path"),
        completion: .file())
    var socket: String?

    @OptionGroup var log: LogOptions

    func validate() throws {
        for (name, value) in [
            ("--clients", clients), ("--pipeline", pipeline), ("--rate", rate), ("--pairs", pairs),
        ] where value ?? 1 < 1 {
            throw ValidationError("\(name) must be at least 1.")
        }
        guard socket == nil || log.stateDirectory == nil else {
            throw ValidationError("Give --socket or --state-directory, not both.")
        }
        guard !compare || isLogNew && mix == .outcomes && rate == nil else {
            throw ValidationError(
                "--compare measures outcomes on an empty log, without --socket, --state-directory, --mix or --rate."
            )
        }
    }

    func run() throws {
        try FileManager.default.createDirectory(atPath: runs.scratch, withIntermediateDirectories: true)
        if compare { return try PeerComparison(command: self).run() }
        var table = FigureTable(LoadReport.heading)
        var complaints: [String] = []
        for shape in shapes {
            var done: [LoadReport.Run] = []
            for number in 1...(pairs ?? 1) {
                ProgressLine.show("\(shape) \(mix.rawValue), run \(number)")
                done.append(try measure(shape))
            }
            let report = LoadReport(shape: shape, runs: done)
            table.rows.append(report.row)
            complaints += report.complaints
        }
        ProgressLine.clear()
        try Output.standard.line("\(mix.rawValue), \(runLength)\n\n\(table)\n\n\(LoadReport.legend)")
        try BenchCommand.end(with: complaints)
    }

    var shapes: [Shape] {
        guard clients != nil || pipeline != nil else { return Shape.all }
        return [Shape(clientCount: clients ?? 1, pipelineCount: pipeline ?? 1)]
    }

    var runLength: String {
        let pace = rate.map { ", at most \(FigureText.count($0)) calls per second" } ?? ""
        return runs.commands.map { "\(FigureText.count($0)) calls a run\(pace)" }
            ?? "\(FigureText.seconds(runs.seconds ?? 5)) a run\(pace)"
    }

    private var isLogNew: Bool { socket == nil && log.stateDirectory == nil }

    /// One run of a shape.
    func measure(_ shape: Shape) throws -> LoadReport.Run {
        var load = LoadRun(mix: mix, shape: shape, limit: runs.limit(rate: rate), seed: runs.seed)
        load.isLogNew = isLogNew
        if let socket { return (try load.measure(socketPath: socket), nil) }
        let scratch = try ScratchFolder(in: runs.scratch)
        let daemon = try log.daemon(scratch)
        let figures = try load.measure(socketPath: daemon.socketPath, daemonID: daemon.id)
        try daemon.stop()
        return (figures, DiskUse(of: daemon.directory))
    }
}
