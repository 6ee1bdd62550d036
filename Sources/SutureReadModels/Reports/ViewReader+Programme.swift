package import SutureDomain

extension ViewReader {
    /// Every figure overall, and where it has parameters for each value and combination of values that occurs.
    /// - Parameters:
    ///   - asOf: the day that these views show, for the report to say so.
    ///   - explain: whether to list what was counted.
    ///   - metric: only this one.
    ///
    /// Throws `QueryError` if there is no such metric.
    package func programme(
        asOf: Day? = nil, explain: Bool = false, metric: String? = nil
    ) throws -> ProgrammeReport {
        let metrics = try metric.map { [try Metric.required($0)] } ?? Metric.all
        return try read { snapshot in
            let checkpoint = try snapshot.checkpoint()
            return ProgrammeReport(
                asOf: asOf?.description, knownAt: checkpoint.position, position: checkpoint.position,
                hash: checkpoint.hash.hexadecimal,
                figures: try metrics.flatMap { metric in
                    guard let rememberedFigures, !explain else {
                        return try snapshot.figures(of: metric, explain: explain)
                    }
                    return try rememberedFigures.figures(of: metric) {
                        try snapshot.figures(of: metric, explain: false)
                    }
                })
        }
    }

    /// One figure for the values that are given for its parameters, or overall.
    package func figure(
        _ metric: String, of arguments: [String: String], explain: Bool = false
    ) throws -> ProgrammeReport.Figure {
        let metric = try Metric.required(metric)
        return try read { try $0.figure(of: metric, metric.bound(arguments), explain: explain) }
    }

    /// One figure for one value of its first parameter, or overall.
    package func figure(
        _ metric: String, _ value: String? = nil, explain: Bool = false
    ) throws -> ProgrammeReport.Figure {
        let parameter = try Metric.required(metric).parameters.first
        var arguments: [String: String] = [:]
        if let parameter, let value { arguments[parameter.name] = value }
        return try figure(metric, of: arguments, explain: explain)
    }
}

extension Metric {
    fileprivate static func required(_ name: String) throws -> Metric {
        guard let metric = named(name) else {
            let names = all.map(\.name).joined(separator: ", ")
            throw QueryError.invalidParameter(
                "metric", message: "There is no metric \(name); there are \(names).")
        }
        return metric
    }
}

extension Snapshot {
    fileprivate func figures(of metric: Metric, explain: Bool) throws -> [ProgrammeReport.Figure] {
        try combinations(of: metric).map { try figure(of: metric, $0, explain: explain) }
    }

    /// For which values of its parameters a report shows the figure.
    private func combinations(of metric: Metric) throws -> [[String?]] {
        let none = [String?](repeating: nil, count: metric.parameters.count)
        let required = metric.parameters.indices.filter { metric.parameters[$0].isRequired }
        var result: [[String?]] = required.isEmpty ? [none] : []
        for (index, parameter) in metric.parameters.enumerated() where required.allSatisfy({ $0 == index }) {
            guard let sql = parameter.valuesSQL else { continue }
            try forEachRow(sql: sql) { row in
                var values = none
                values[index] = row.text(at: 0)
                result.append(values)
            }
        }
        if let sql = metric.combinationsSQL {
            try forEachRow(sql: sql) { row in
                result.append(metric.parameters.indices.map { row.optionalText(at: Int32($0)) })
            }
        }
        return result
    }

    /// - Parameter values: for each parameter in its order.
    func figure(
        of metric: Metric, _ values: [String?], explain: Bool
    ) throws -> ProgrammeReport.Figure {
        var parameters: [String: String] = [:]
        for (parameter, value) in zip(metric.parameters, values) { parameters[parameter.name] = value }
        let reading = try reading(of: metric, values)
        return ProgrammeReport.Figure(
            metric: metric.name, meaning: metric.meaning, parameters: NamedValues(parameters),
            value: reading.number,
            text: reading.text, unit: metric.unit, why: reading.why,
            counted: explain ? try counted(by: metric, values) : nil)
    }

    private func counted(
        by metric: Metric, _ values: [String?]
    ) throws -> [ProgrammeReport.Counted] {
        var result: [ProgrammeReport.Counted] = []
        let sql = "SELECT t.record, \(Label.sql(ofRecord: "t.record")), t.n FROM (\(metric.sql)) t ORDER BY 1"
        try forEachRow(sql: sql, values) { row in
            result.append(
                ProgrammeReport.Counted(
                    record: row.text(at: 0), label: row.text(at: 1), count: row.integer(at: 2)))
        }
        return result
    }
}
