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
        let found = try rows("SELECT record, said FROM (\(metric.sql)) ORDER BY 1", values) { row in
            let reading =
                metric.content == .number
                ? MetricReading(number: row.integer(at: 1)) : MetricReading(text: row.text(at: 1))
            return (record: row.text(at: 0), reading: reading)
        }
        switch found.count {
        case 1: return found[0].reading
        case 0: return MetricReading(why: "The records have no such \(metric.unit).")
        default:
            let records = found.map(\.record).joined(separator: ", ")
            return MetricReading(why: "The records have several: \(records); say which one is meant.")
        }
    }
}
