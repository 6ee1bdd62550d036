import SutureDomain
import SutureJSON

/// What a figure comes to: a number or a word, or why it cannot be said.
struct MetricReading: Hashable, Sendable {
    var number: Int64?
    var text: String?
    var why: String?
}

extension ReportSource {
    /// - Parameter values: for each parameter in its order.
    func reading(of metric: Metric, _ values: [JSONValue]) throws -> MetricReading {
        switch metric.content {
        case .count:
            let sum = try integer("SELECT coalesce(sum(n), 0) FROM (\(metric.sql))", values)
            return MetricReading(number: sum)
        case .number, .text: return try onlyReading(of: metric, values)
        }
    }

    /// What was given once: where it was given more often nobody can say which one is meant.
    private func onlyReading(of metric: Metric, _ values: [JSONValue]) throws -> MetricReading {
        var records: [String] = []
        var reading = MetricReading()
        try forEachRow("SELECT record, said FROM (\(metric.sql)) ORDER BY 1", values) { row in
            records.append(row.text(at: 0))
            if metric.content == .number {
                reading.number = row.integer(at: 1)
            } else {
                reading.text = row.text(at: 1)
            }
        }
        switch records.count {
        case 1: return reading
        case 0: return MetricReading(why: "The records have no such \(metric.unit).")
        default:
            return MetricReading(
                why: "The records have several: \(records.joined(separator: ", ")); say which one is meant.")
        }
    }
}
