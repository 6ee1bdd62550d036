import ArgumentParser
import SutureLog

/// `suture-bench load --compare`: the daemon and its peers in turn, so that what slows the machine slows both.
struct Comparison {
    let command: LoadCommand
    /// How often Suture and a peer run one after the other.
    private let pairCount: Int
    private let seconds: Double
    private let sample: SampleEvents
    private let scratch: String

    init(command: LoadCommand) {
        self.command = command
        pairCount = command.pairs ?? 3
        seconds = command.runs.seconds ?? (command.runs.commands == nil ? 5 : 1)
        sample = SampleEvents(seed: command.runs.seed)
        scratch = command.runs.scratch
    }

    func run() throws {
        let sync = try SyncProbe.run(parent: scratch)
        print("pairs: \(pairCount), \(command.runLength); ratios are medians of the pairs")
        print("one fdatasync of 4 KiB: \(Figure.decimal(sync / 1000, digits: 3)) ms (median of 1,000)\n")
        let complaints = try compareWithRedis(sync: sync) + compareWithOthers()
        guard complaints.isEmpty else {
            print(complaints.joined(separator: "\n"))
            throw ExitCode(1)
        }
    }

    private func measure(_ shape: Shape, _ what: String) throws -> (run: LoadReport.Run, commitCount: Double)
    {
        Progress.show(what)
        let folder = try ScratchFolder(in: scratch)
        let daemon = try BenchDaemon(stateDirectory: folder.file("state"), scratch: folder)
        let load = LoadRun(mix: .outcomes, shape: shape, limit: command.runs.limit(), seed: command.runs.seed)
        let figures = try load.measure(socketPath: daemon.socketPath, daemonID: daemon.id)
        try daemon.stop()
        let commitCount = try SQLitePeer.meanCommitCount(
            log: daemon.directory.log, after: figures.position - figures.eventCount)
        return ((figures, DiskUse(of: daemon.directory)), commitCount)
    }
}

// MARK: Redis

extension Comparison {
    private static let redisHeading = [
        "clients × pipeline", "Suture /s", "Redis /s", "ratio", "Suture p50 ms", "Redis p50 ms",
        "Suture p99 ms", "Redis p99 ms", "Suture CPU", "Redis CPU",
    ]

    /// - Returns: what went wrong.
    private func compareWithRedis(sync: Double) throws -> [String] {
        let version = RedisPeer.version(scratch: try ScratchFolder(in: scratch))
        let peer = RedisPeer(payloadByteCount: sample.payloadByteCount)
        var table = Table(Comparison.redisHeading)
        var details = Table(LoadReport.heading)
        var complaints: [String] = []
        var single: Double?
        for shape in command.shapes {
            var pairs: [(LoadReport.Run, RedisPeer.Figures?)] = []
            for number in 1...pairCount {
                let what = "\(shape), pair \(number) of \(pairCount)"
                let ours = try measure(shape, "\(what): Suture").run
                Progress.show("\(what): Redis")
                let theirs =
                    version == nil
                    ? nil
                    : try peer.run(
                        shape, warmUpCount: shape.clientCount * Mix.outcomes.preparationCount,
                        seconds: command.runs.commands == nil ? seconds : nil,
                        commandCount: command.runs.commands, parent: scratch)
                pairs.append((ours, theirs))
            }
            let report = LoadReport(shape: shape, runs: pairs.map(\.0))
            table.rows.append(redisRow(report, pairs))
            details.rows.append(report.row)
            if shape == Shape.all[0] { single = report.p50Microseconds }
            complaints += pairs.flatMap { $0.0.figures.result.complaints }.map { "\(shape): \($0)" }
        }
        Progress.clear()
        let payload = "\(peer.payloadByteCount) bytes, as data and metadata of an outcome"
        print(
            "Redis Streams \(version ?? "not installed: \(RedisPeer.installation)"), XADD of \(payload)\n\n\(table)\n"
        )
        if let single {
            print("1×1 p50 is \(Figure.decimal(single / sync, digits: 2)) × one fdatasync\n")
        }
        print("Suture in full\n\n\(details)\n\n\(LoadReport.legend)\n")
        return complaints
    }

    private func redisRow(_ report: LoadReport, _ pairs: [(LoadReport.Run, RedisPeer.Figures?)]) -> [String] {
        let known = pairs.compactMap { ours, theirs in theirs.map { (ours.figures, $0) } }
        func theirs(_ digits: Int, _ figure: (RedisPeer.Figures) -> Double) -> String {
            known.isEmpty ? "–" : Figure.decimal(Figure.median(known.map { figure($0.1) }), digits: digits)
        }
        let ratio =
            known.isEmpty
            ? "not installed" : Figure.decimal(Figure.ratio(known.map { ($0.rate, $1.rate) }), digits: 2)
        return [
            report.shape.description, Figure.count(Int(report.rate)), theirs(0, \.rate), ratio,
            report.milliseconds(percentile: 50), theirs(3, \.p50), report.milliseconds(percentile: 99),
            theirs(3, \.p99), report.daemonCPU, theirs(4, \.cpuSecondsPerThousand),
        ]
    }
}

// MARK: The others

extension Comparison {
    private static let heading = ["peer", "Suture /s", "peer /s", "ratio"]

    /// - Returns: what went wrong.
    private func compareWithOthers() throws -> [String] {
        var table = Table(Comparison.heading)
        var complaints: [String] = []
        let python = PythonPeer(parent: scratch)
        let version = try python.version()
        for clientCount in [1, 64] {
            let shape = Shape(clientCount: clientCount, pipelineCount: 1)
            for hasCache in [false, true] {
                let name = "eventsourcing\(hasCache ? " with its cache" : ""), \(shape)"
                guard version != nil else {
                    table.rows.append([name, "–", "–", "not installed"])
                    continue
                }
                let pairs = try self.pairs(shape, name, &complaints) { _ in
                    try python.commands(clientCount: clientCount, hasCache: hasCache, seconds: seconds)
                }
                table.rows.append(row(name, pairs))
            }
        }
        let sqlite = SQLitePeer(rows: sample.events.map(SQLiteRow.init), parent: scratch)
        let shape = Shape(clientCount: 16, pipelineCount: 100)
        let pairs = try pairs(shape, "plain SQLite", &complaints) { commitCount in
            try sqlite.run(batchCount: max(1, Int(commitCount.rounded())), seconds: seconds)
        }
        table.rows.append(row("plain SQLite, \(shape), batches as the daemon's", pairs))
        Progress.clear()
        print("eventsourcing \(version ?? "not installed: \(PythonPeer.installation)")")
        print("SQLite \(SQLitePeer.version)\n\n\(table)")
        if version != nil {
            let rate = try python.replay(eventCount: 10_000)
            print(
                "\neventsourcing replays an aggregate of 10,000 events at \(Figure.count(Int(rate))) events/s"
            )
        }
        return complaints
    }

    /// - Parameter theirs: is told how many commands the daemon committed together.
    private func pairs(
        _ shape: Shape, _ name: String, _ complaints: inout [String], theirs: (Double) throws -> Double
    ) throws -> [(Double, Double)] {
        try (1...pairCount).map { number in
            let ours = try measure(shape, "\(name), pair \(number) of \(pairCount)")
            complaints += ours.run.figures.result.complaints.map { "\(shape): \($0)" }
            return (ours.run.figures.rate, try theirs(ours.commitCount))
        }
    }

    private func row(_ name: String, _ pairs: [(Double, Double)]) -> [String] {
        [
            name, Figure.count(Int(Figure.median(pairs.map(\.0)))),
            Figure.count(Int(Figure.median(pairs.map(\.1)))), Figure.decimal(Figure.ratio(pairs), digits: 2),
        ]
    }
}
