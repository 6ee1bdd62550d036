/// What a figure of the programme comes to.
struct Figure: Hashable, Sendable {
    /// Something that a figure counts.
    struct Counted: Hashable, Sendable {
        let record: String
        let label: String
        let count: Int64
    }

    let metric: String
    let meaning: String
    /// What the figure is restricted to, by name; empty where it is not.
    let parameters: NamedValues
    /// The number; `nil` where it is a word, or where it cannot be said.
    let value: Int64?
    /// The word, where it is one.
    let text: String?
    let unit: String
    /// Why it cannot be said, where that is so.
    let why: String?
    /// What was counted, where that was asked for.
    let counted: [Counted]?
}

extension Figure {
    static let type = ReportType(
        "Figure", "A figure of the programme.",
        [
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
            .may(
                "counted",
                .rows(
                    ReportType(
                        "Counted", "Something that a figure counts.",
                        [
                            .has("record", .record, "As kind/ID."),
                            .has("label", .text, "What the record is called."),
                            .has(
                                "count", .count,
                                "How many of the figure it makes up; more than 1 where several have no record of their own."
                            ),
                        ])), "What was counted, where explain asked for it."),
        ])

    var cells: [ReportCell] {
        [
            .text(metric), .text(meaning), .names(parameters), ReportCell(value), ReportCell(text),
            .text(unit), ReportCell(why),
            counted.map { .rows($0.map { [.text($0.record), .text($0.label), .integer($0.count)] }) }
                ?? .nothing,
        ]
    }
}

extension ReportSource {
    /// Every figure overall, and where it has parameters for each value and combination of values that occurs.
    func figures(of metric: Metric, explain: Bool) throws -> [Figure] {
        try combinations(of: metric).map { try figure(of: metric, $0, explain: explain) }
    }

    /// For which values of its parameters a report shows the figure.
    private func combinations(of metric: Metric) throws -> [[ReportCell]] {
        let none = [ReportCell](repeating: .nothing, count: metric.parameters.count)
        let required = metric.parameters.indices.filter { metric.parameters[$0].isRequired }
        var result: [[ReportCell]] = required.isEmpty ? [none] : []
        for (index, parameter) in metric.parameters.enumerated() where required.allSatisfy({ $0 == index }) {
            guard let sql = parameter.valuesSQL else { continue }
            try forEachRow(sql, []) { row in
                var values = none
                values[index] = .text(row.text(at: 0))
                result.append(values)
            }
        }
        if let sql = metric.combinationsSQL {
            try forEachRow(sql, []) { row in
                result.append(metric.parameters.indices.map { ReportCell(row.optionalText(at: Int32($0))) })
            }
        }
        return result
    }

    /// - Parameter values: for each parameter in its order.
    func figure(of metric: Metric, _ values: [ReportCell], explain: Bool) throws -> Figure {
        let parameters = zip(metric.parameters, values).compactMap { parameter, value in
            value.text.map { (parameter.name, $0) }
        }
        let reading = try reading(of: metric, values)
        return Figure(
            metric: metric.name, meaning: metric.meaning,
            parameters: NamedValues(Dictionary(uniqueKeysWithValues: parameters)), value: reading.number,
            text: reading.text, unit: metric.unit, why: reading.why,
            counted: explain ? try counted(by: metric, values) : nil)
    }

    private func counted(by metric: Metric, _ values: [ReportCell]) throws -> [Figure.Counted] {
        let sql = "SELECT t.record, \(label(ofRecord: "t.record")), t.n FROM (\(metric.sql)) t ORDER BY 1"
        return try rows(sql, values) { row in
            Figure.Counted(record: row.text(at: 0), label: row.text(at: 1), count: row.integer(at: 2))
        }
    }
}
