import SutureLog

/// What a shape cost, over all its runs: the median of each figure.
struct LoadReport {
    /// A run, and what its files took afterwards; `nil` where the daemon is not ours.
    typealias Run = (figures: LoadRun.Figures, disk: DiskUse?)

    let shape: Shape
    let runs: [Run]

    static let heading = [
        "clients × pipeline", "per second", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms",
        "daemon CPU", "client CPU", "log B", "views B", "lag", "lag gone",
    ]

    static let legend = """
        CPU is in seconds per 1,000 calls; log and views are bytes on disk per event; lag is how many events the read \
        models were behind the last reply, and the time until they were not.
        """

    var row: [String] {
        [shape.description, FigureText.count(Int(rate))]
            + [50, 90, 99, 99.9].map(milliseconds(percentile:)) + [
                FigureText.decimal(median { $0.figures.result.latencyMax } / 1000, digits: 3),
                daemonCPU,
                FigureText.decimal(
                    median { 1000 * $0.figures.clientCPUSeconds / Double($0.figures.result.count) },
                    digits: 4),
                bytesPerEvent(\.logByteCount), bytesPerEvent(\.viewsByteCount),
                FigureText.count(Int(median { Double($0.figures.lagEventCount) })),
                "\(FigureText.decimal(median { $0.figures.lagSeconds }, digits: 3)) s",
            ]
    }

    func milliseconds(percentile: Double) -> String {
        FigureText.decimal(median { $0.figures.result.latency(percentile: percentile) } / 1000, digits: 3)
    }

    /// In seconds per 1,000 calls.
    var daemonCPU: String {
        medianOrNone { run in
            run.figures.daemonCPUSeconds.map { 1000 * $0 / Double(run.figures.result.count) }
        }.map { FigureText.decimal($0, digits: 4) } ?? "–"
    }

    /// What went wrong, a line each; empty if every call was answered as it should be.
    var complaints: [String] {
        runs.flatMap { $0.figures.result.complaints }.map { "\(shape): \($0)" }
    }

    /// Calls per second.
    var rate: Double { median { $0.figures.rate } }

    private func bytesPerEvent(_ byteCount: (DiskUse) -> Int) -> String {
        let bytes = medianOrNone { run in
            run.disk.map { Double(byteCount($0)) / Double(max(1, run.figures.position)) }
        }
        return bytes.map { FigureText.count(Int($0.rounded())) } ?? "–"
    }

    private func median(_ figure: (Run) -> Double) -> Double { FigureText.median(runs.map(figure)) }

    private func medianOrNone(_ figure: (Run) -> Double?) -> Double? {
        let known = runs.compactMap(figure)
        return known.isEmpty ? nil : FigureText.median(known)
    }
}
