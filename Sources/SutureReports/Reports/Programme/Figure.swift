import SutureJSON

/// A figure of the programme: what it comes to, and what is told of it.
struct Figure: Equatable, Sendable {
    let reading: MetricReading
    let told: JSONObject
}

extension Figure {
    static let type = ReportType(
        "Figure", "A figure of the programme.",
        .has("metric", .text, "Its stable name (students.graduate.in-projects)."),
        .has("meaning", .text, "What it counts, in a sentence."),
        .has(
            "parameters", .names,
            "What it is restricted to, by name (home, unit, programme, type, year); empty where it is not."
        ),
        .may("value", .count, "The number; absent where the figure is a word, or cannot be said."),
        .may("text", .text, "The word, where it is one (a rating)."),
        .has(
            "unit", .text,
            "What is counted (persons, projects); of a figure that is given once, what it is (rating)."),
        .may("why", .text, "Why it cannot be said, where that is so."),
        .may("counted", .rows(counted), "What was counted, where explain asked for it."))

    fileprivate static let counted = ReportType(
        "Counted", "Something that a figure counts.",
        .has("record", .record, "As kind/ID."), .has("label", .text, "What the record is called."),
        .has(
            "count", .count,
            "How many of the figure it makes up; more than 1 where several have no record of their own."
        ))
}

extension ReportSource {
    /// Every figure overall, and where it has parameters for each combination of values that occurs.
    func figures(of metric: Metric, explain: Bool) throws -> [Figure] {
        try combinations(of: metric).map { try figure(of: metric, $0, explain: explain) }
    }

    /// For which values of its parameters a report shows the figure.
    private func combinations(of metric: Metric) throws -> [[JSONValue]] {
        let none = [JSONValue](repeating: .null, count: metric.parameters.count)
        let required = metric.parameters.indices.filter { metric.parameters[$0].isRequired }
        var result: [[JSONValue]] = required.isEmpty ? [none] : []
        for (index, parameter) in metric.parameters.enumerated() where required.allSatisfy({ $0 == index }) {
            guard let sql = parameter.valuesSQL else { continue }
            result += try rows(sql) { row in
                var values = none
                values[index] = .string(row.text(at: 0))
                return values
            }
        }
        if let sql = metric.combinationsSQL {
            result += try rows(sql) { row in
                metric.parameters.indices.map { JSONValue(row.optionalText(at: Int32($0))) }
            }
        }
        return result
    }

    /// - Parameter values: for each parameter in its order.
    func figure(of metric: Metric, _ values: [JSONValue], explain: Bool) throws -> Figure {
        let reading = try reading(of: metric, values)
        let given = zip(metric.parameters, values).compactMap { parameter, value in
            value.string.map { (parameter.name, $0) }
        }
        var told: JSONObject = [
            "metric": .string(metric.name), "meaning": .string(metric.meaning),
            "parameters": .object(JSONObject(Dictionary(uniqueKeysWithValues: given))),
            "value": JSONValue(reading.number), "text": JSONValue(reading.text),
            "unit": .string(metric.unit), "why": JSONValue(reading.why),
        ]
        if explain {
            let sql = "SELECT t.record, \(label(ofRecord: "t.record")), t.n FROM (\(metric.sql)) t ORDER BY 1"
            told["counted"] = .array(try rows(Figure.counted.members, sql, values).map { .object($0) })
        }
        return Figure(reading: reading, told: told)
    }
}
