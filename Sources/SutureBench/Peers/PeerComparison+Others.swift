import SutureOutput

extension PeerComparison {
    private static let replayEventCount = 10_000
    private static let heading = ["peer", "Suture /s", "peer /s", "ratio"]

    /// Prints the table.
    /// - Returns: what went wrong.
    func compareWithOthers() throws -> [String] {
        var table = FigureTable(PeerComparison.heading)
        var complaints: [String] = []
        let python = PythonPeer(parent: parent)
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
        let sqlite = SQLitePeer(rows: sample.events.map(SQLiteRow.init), parent: parent)
        let shape = Shape(clientCount: 16, pipelineCount: 100)
        let pairs = try pairs(shape, "plain SQLite", &complaints) { commitCount in
            try sqlite.run(batchCount: max(1, Int(commitCount.rounded())), seconds: seconds)
        }
        table.rows.append(row("plain SQLite, \(shape), batches as the daemon's", pairs))
        table.rows.append(try replays(python, isInstalled: version != nil))
        ProgressLine.clear()
        try Output.standard.line("eventsourcing \(version ?? "not installed (\(PythonPeer.installation))")")
        try Output.standard.line("SQLite \(SQLitePeer.version)\n\n\(table)")
        return complaints
    }

    /// - Parameter theirs: is told how many commands the daemon committed together.
    private func pairs(
        _ shape: Shape, _ name: String, _ complaints: inout [String], theirs: (Double) throws -> Double
    ) throws -> [(Double, Double)] {
        try (1...pairCount).map { number in
            let ours = try measure(shape, "\(name), pair \(number) of \(pairCount)")
            complaints += LoadReport(shape: shape, runs: [ours.run]).complaints
            return (ours.run.figures.rate, try theirs(ours.commitCount))
        }
    }

    /// A record with many events, read from the disk anew.
    private func replays(_ python: PythonPeer, isInstalled: Bool) throws -> [String] {
        let count = PeerComparison.replayEventCount
        let name = "eventsourcing, events of one record of \(FigureText.count(count)) replayed"
        var pairs: [(Double, Double)] = []
        for number in 1...pairCount {
            ProgressLine.show("\(name), pair \(number) of \(pairCount)")
            let ours = try ReplayProbe.run(eventCount: count, seed: command.runs.seed, parent: parent)
            guard isInstalled else {
                return [name, FigureText.count(Int(ours)), "–", "not installed"]
            }
            pairs.append((ours, try python.replay(eventCount: count)))
        }
        return row(name, pairs)
    }

    private func row(_ name: String, _ pairs: [(Double, Double)]) -> [String] {
        [
            name, FigureText.count(Int(FigureText.median(pairs.map(\.0)))),
            FigureText.count(Int(FigureText.median(pairs.map(\.1)))),
            FigureText.decimal(FigureText.ratio(pairs), digits: 2),
        ]
    }
}
