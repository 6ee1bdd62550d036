import Histogram

/// What became of the calls.
struct LoadResult: Sendable {
    /// From sending a call to its reply, in microseconds, with three digits.
    private(set) var latencies = Histogram<UInt64>(highestTrackableValue: LoadResult.latencyMicrosecondsMax)
    /// How often each error was the answer.
    private(set) var errors: [String: Int] = [:]
    /// How many commands were recorded: each has its receipt, and none was a duplicate.
    var commandCount = 0

    private static let latencyMicrosecondsMax: UInt64 = 3_600_000_000

    /// How many calls were answered.
    var count: Int { Int(latencies.totalCount) }
    var isSound: Bool { errors.isEmpty }

    /// - Parameter latency: of each of them, in nanoseconds.
    mutating func add(_ count: Int, latency: UInt64) {
        let microseconds = min((latency + 500) / 1000, LoadResult.latencyMicrosecondsMax)
        latencies.record(microseconds, count: UInt64(count))
    }

    mutating func add(error name: String) { errors[name, default: 0] += 1 }

    /// In microseconds.
    func latency(percentile: Double) -> Double { Double(latencies.valueAtPercentile(percentile)) }
    var latencyMax: Double { Double(latencies.maxRecorded) }

    func milliseconds(percentile: Double) -> String {
        FigureText.decimal(latency(percentile: percentile) / 1000, digits: 3)
    }
    var millisecondsMax: String { FigureText.decimal(latencyMax / 1000, digits: 3) }

    /// The errors, one a line.
    var complaints: [String] {
        errors.sorted { $0.key < $1.key }.map { "errors: \(FigureText.count($0.value)) × \($0.key)" }
    }
}
