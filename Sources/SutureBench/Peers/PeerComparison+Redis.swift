import SutureOutput

extension PeerComparison {
    private struct Pair {
        let ours: LoadReport.Run
        /// `nil` where Redis is not installed.
        let theirs: RedisPeer.Figures?
        /// One durable write beside them, in microseconds.
        let sync: Double
    }

    private static let heading = [
        "clients × pipeline", "Suture /s", "Redis /s", "ratio", "Suture p50 ms", "Redis p50 ms",
        "Suture p99 ms", "Redis p99 ms", "Suture CPU", "Redis CPU",
    ]

    /// Prints the tables.
    /// - Returns: what went wrong.
    func compareWithRedis() throws -> [String] {
        let version = try RedisPeer.version(parent: parent)
        var table = FigureTable(PeerComparison.heading)
        var details = FigureTable(LoadReport.heading)
        var (complaints, syncs): ([String], [String]) = ([], [])
        for shape in command.shapes {
            let pairs = try self.pairs(shape, hasRedis: version != nil)
            let report = LoadReport(shape: shape, runs: pairs.map(\.ours))
            table.rows.append(row(report, pairs))
            details.rows.append(report.row)
            if shape == Shape.single { syncs.append(syncLine(pairs)) }
            complaints += report.complaints
        }
        ProgressLine.clear()
        let payload = "\(sample.payloadByteCount) bytes, as data and metadata of an outcome"
        let redis = version ?? "not installed (\(RedisPeer.installation))"
        try Output.standard.line("Redis Streams \(redis), XADD of \(payload)\n\n\(table)\n")
        for line in syncs { try Output.standard.line("\(line)\n") }
        try Output.standard.line("Suture in full\n\n\(details)\n\n\(LoadReport.legend)\n")
        return complaints
    }

    private func pairs(_ shape: Shape, hasRedis: Bool) throws -> [Pair] {
        let peer = RedisPeer(payloadByteCount: sample.payloadByteCount)
        return try (1...pairCount).map { number in
            let what = "\(shape), pair \(number) of \(pairCount)"
            let sync = shape == Shape.single ? try SyncProbe.run(parent: parent) : 0
            let ours = try measure(shape, "\(what): Suture").run
            guard hasRedis else { return Pair(ours: ours, theirs: nil, sync: sync) }
            ProgressLine.show("\(what): Redis")
            let theirs = try peer.run(
                shape, warmUpCount: shape.clientCount * Mix.outcomes.preparationCount, seconds: seconds,
                commandCount: command.runs.commands, parent: parent)
            return Pair(ours: ours, theirs: theirs, sync: sync)
        }
    }

    private func row(_ report: LoadReport, _ pairs: [Pair]) -> [String] {
        let known = pairs.compactMap { pair in pair.theirs.map { (pair.ours.figures, $0) } }
        func theirs(_ digits: Int, _ figure: (RedisPeer.Figures) -> Double) -> String {
            known.isEmpty
                ? "–" : FigureText.decimal(FigureText.median(known.map { figure($0.1) }), digits: digits)
        }
        let ratio =
            known.isEmpty
            ? "not installed"
            : FigureText.decimal(FigureText.ratio(known.map { ($0.rate, $1.rate) }), digits: 2)
        return [
            report.shape.description, FigureText.count(Int(report.rate)), theirs(0, \.rate), ratio,
            report.milliseconds(percentile: 50), theirs(3, \.p50), report.milliseconds(percentile: 99),
            theirs(3, \.p99), report.daemonCPU, theirs(4, \.cpuSecondsPerThousand),
        ]
    }

    private func syncLine(_ pairs: [Pair]) -> String {
        let sync = FigureText.decimal(FigureText.median(pairs.map(\.sync)) / 1000, digits: 3)
        let ratio = FigureText.ratio(pairs.map { ($0.ours.figures.result.latency(percentile: 50), $0.sync) })
        return
            "one fdatasync of a page: \(sync) ms; 1×1 p50 against it: \(FigureText.decimal(ratio, digits: 2))"
    }
}
