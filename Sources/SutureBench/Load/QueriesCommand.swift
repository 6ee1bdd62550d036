import ArgumentParser
import Foundation
import SutureOutput
import SutureProgram

/// `suture-bench queries`
struct QueriesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queries", abstract: "Measure Get and List while commands arrive at a fixed rate.",
        discussion: """
            One connection asks, the next question as soon as the answer is there, while others record outcomes. A query \
            sees everything that was acknowledged before it came, so it may wait for the read models. The daemon is \
            started for this, with an empty log.
            """)

    @Option(help: ArgumentHelp("How many commands arrive per second.", valueName: "number"))
    var rate = 5_000

    @Option(help: "Over how many connections.")
    var clients = 16

    @OptionGroup var runs: RunOptions

    @OptionGroup var log: LogOptions

    func validate() throws {
        guard rate >= 1 else { throw ValidationError("--rate must be at least 1.") }
        guard clients >= 1 else { throw ValidationError("--clients must be at least 1.") }
    }

    func run() throws {
        let scratch = try ScratchFolder(in: runs.scratch)
        let daemon = try log.daemon(scratch)
        var load = LoadRun(
            mix: .outcomes, shape: Shape(clientCount: clients, pipelineCount: 1),
            limit: runs.limit(rate: rate), seed: runs.seed)
        load.isLogNew = log.stateDirectory == nil
        ProgressLine.show("preparing")
        let connections = try load.connect(daemon.socketPath)
        var table = FigureTable([
            "query", "per second", "p50 ms", "p99 ms", "max ms", "commands/s", "their p99 ms",
        ])
        var complaints: [String] = []
        for query in Query.allCases.prefix(2) {
            ProgressLine.show("\(query)")
            let asking = try LoadConnection(
                path: daemon.socketPath, query.calls(socketPath: daemon.socketPath))
            var lanes = [
                LoadLane(connections, pipelineCount: 1, limit: load.limit),
                LoadLane([asking], pipelineCount: 1, limit: runs.limit()),
            ]
            let seconds = try LoadDriver.run(&lanes)
            let (commands, answers) = (lanes[0].result, lanes[1].result)
            table.rows.append(
                ["\(query)", FigureText.count(Int(Double(answers.count) / seconds))]
                    + [50, 99].map { answers.milliseconds(percentile: $0) }
                    + [
                        answers.millisecondsMax, FigureText.count(Int(Double(commands.count) / seconds)),
                        commands.milliseconds(percentile: 99),
                    ])
            complaints += commands.complaints + answers.complaints
        }
        try daemon.stop()
        ProgressLine.clear()
        try Output.standard.line("\(table)")
        try BenchCommand.end(with: complaints)
    }
}
