package import SutureDomain

extension ViewReader {
    /// Every figure overall, and where it has a parameter for each of its values.
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

    /// One figure for one value of its parameter, or overall.
    package func figure(
        _ metric: String, _ value: String? = nil, explain: Bool = false
    ) throws -> ProgrammeReport.Figure {
        let metric = try Metric.required(metric)
        return try read { try $0.figure(of: metric, value, explain: explain) }
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
        var values: [String?] = []
        if metric.parameter?.isRequired != true { values.append(nil) }
        if let parameter = metric.parameter {
            try forEachRow(sql: parameter.valuesSQL) { values.append($0.text(at: 0)) }
        }
        return try values.map { try figure(of: metric, $0, explain: explain) }
    }

    fileprivate func figure(
        of metric: Metric, _ value: String?, explain: Bool
    ) throws -> ProgrammeReport.Figure {
        var parameters: [String: String] = [:]
        if let parameter = metric.parameter, let value { parameters[parameter.name] = value }
        // A metric without parameter has no place to bind one to.
        let arguments: [any ColumnValue] = metric.parameter == nil ? [] : [value]
        let counted = explain ? try counted(by: metric, arguments) : nil
        return ProgrammeReport.Figure(
            metric: metric.name, meaning: metric.meaning, parameters: parameters,
            value: try integer(sql: "SELECT coalesce(sum(n), 0) FROM (\(metric.sql))", arguments),
            unit: metric.unit, counted: counted)
    }

    private func counted(
        by metric: Metric, _ arguments: [any ColumnValue]
    ) throws -> [ProgrammeReport.Counted] {
        var result: [ProgrammeReport.Counted] = []
        let sql = "SELECT t.record, \(Label.sql(ofRecord: "t.record")), t.n FROM (\(metric.sql)) t ORDER BY 1"
        try forEachRow(sql: sql, arguments) { row in
            result.append(
                ProgrammeReport.Counted(
                    record: row.text(at: 0), label: row.text(at: 1), count: row.integer(at: 2)))
        }
        return result
    }
}
