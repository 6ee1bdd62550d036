import SutureLog
import SutureOutput
import SutureProgram

/// `suture-bench load --compare`: the daemon and its peers in turn: what slows the machine slows both.
struct PeerComparison {
    /// The runs of `load`, which these are too.
    let command: LoadCommand
    /// How often Suture and a peer run one after the other.
    let pairCount: Int
    /// How long a run of a peer takes that is not told how many commands to do.
    let seconds: Double
    let sample: SampleEvents
    /// Where folders for the runs are made.
    let parent: String

    init(command: LoadCommand) {
        self.command = command
        pairCount = command.pairs ?? 3
        seconds = command.runs.seconds ?? (command.runs.commands == nil ? 5 : 0.5)
        sample = SampleEvents(seed: command.runs.seed)
        parent = command.runs.scratch
    }

    func run() throws {
        try Output.standard.line(
            "pairs: \(pairCount), \(command.runLength); ratios are medians of the pairs\n")
        try BenchCommand.end(with: compareWithRedis() + compareWithOthers())
    }

    /// A run of the daemon, and how many commands it committed together.
    func measure(_ shape: Shape, _ what: String) throws -> (run: LoadReport.Run, commitCount: Double) {
        ProgressLine.show(what)
        let folder = try ScratchFolder(in: parent)
        let daemon = try BenchDaemon(stateDirectory: folder.file("state"), scratch: folder)
        let load = LoadRun(
            mix: .outcomes, shape: shape, limit: command.runs.limit(), seed: command.runs.seed)
        let figures = try load.measure(socketPath: daemon.socketPath, daemonID: daemon.id)
        try daemon.stop()
        let commitCount = try SQLitePeer.meanCommitCount(
            log: daemon.directory.log, after: figures.position - figures.eventCount)
        return ((figures, DiskUse(of: daemon.directory)), commitCount)
    }
}
