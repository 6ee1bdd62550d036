import Histogram

/// What became of the calls.
struct LoadResult: Sendable {
    /// From sending a call to its reply, in microseconds, with three digits.
    private(set) var latencies = LoadResult.histogram
    /// How often each error was the answer.
    private(set) var errors: [String: Int] = [:]

    private static let latencyMicrosecondsMax: UInt64 = 3_600_000_000
    private static let histogram = Histogram<UInt64>(highestTrackableValue: latencyMicrosecondsMax)

    var count: Int { Int(latencies.totalCount) }

    mutating func add(_ latency: Duration, error: String?) {
        let microseconds = UInt64(max(0, latency / .microseconds(1)))
        latencies.record(min(microseconds, LoadResult.latencyMicrosecondsMax))
        if let error { errors[error, default: 0] += 1 }
    }

    mutating func add(_ other: LoadResult) {
        latencies.add(other.latencies)
        errors.merge(other.errors, uniquingKeysWith: +)
    }

    /// - Parameter seconds: of the whole run.
    func text(seconds: Double) -> String {
        let percentiles = [("p50", 50), ("p90", 90), ("p99", 99), ("p99.9", 99.9)].map { name, percentile in
            "\(name) \(Figure.milliseconds(ofMicroseconds: latencies.valueAtPercentile(percentile)))"
        }
        let worst = "max \(Figure.milliseconds(ofMicroseconds: latencies.maxRecorded))"
        let calls =
            "calls    \(Figure.count(count)) in \(Figure.seconds(seconds)), \(Figure.rate(count, in: seconds))"
        let latency = "latency  \((percentiles + [worst]).joined(separator: ", "))"
        let complaints = errors.sorted { $0.key < $1.key }.map {
            "errors   \(Figure.count($0.value)) \($0.key)"
        }
        return ([calls, latency] + complaints).joined(separator: "\n")
    }
}
