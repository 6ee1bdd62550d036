package import SutureDomain
package import SutureJSON

/// The figures of the programme: each overall, and where it can be restricted, for every value that occurs.
package enum ProgrammeReport: Report {
    package static let name = "programme"
    package static let abstract = "The figures of the programme, overall and by what they divide into."
    package static let documentation = """
        The figures of the programme: each overall, and where it can be restricted, for every value that occurs.
        """
    package static let refusal: String? = "InvalidParameter for a metric that there is not"

    package static let parameters: [ReportParameter] = [
        ReportParameter(
            "metric", .metric, isOptional: true, "Only this metric.", help: "Only this figure.",
            valueName: "name"), .explain(help: "List what was counted."),
    ]

    package static let sections: [ReportSection] = [
        .rows("figures", Figure.type, elsewhere: .hint("ask for one of them alone, by metric"))
    ]

    package static func work(
        _ told: inout ReportTold, in source: any ReportSource, now: Instant, day: Day
    ) throws {
        let question = told.question
        let figures = try figures(question.text("metric"), explain: question.flag("explain"), in: source)
        told.tell("figures", figures.map(\.told))
    }

    /// - Parameter metric: only this one.
    static func figures(_ metric: String?, explain: Bool, in source: any ReportSource) throws -> [Figure] {
        let metrics = metric.map { name in Metric.all.filter { $0.name == name } } ?? Metric.all
        return try metrics.flatMap { metric in
            guard let remembered = source.remembered, !explain else {
                return try source.figures(of: metric, explain: explain)
            }
            return try remembered.figures(of: metric) { try source.figures(of: metric, explain: false) }
        }
    }

    package static func layout(of question: JSONObject) -> ReportLayout {
        let explains = question["explain"]?.bool ?? false
        let value = ReportColumn("value", isNumeric: true) { $0.value.or($0["text"]).description }
        return ReportLayout(
            blocks: explains
                ? [.each("figures", [.lines(explained), .table(ReportTable("", "counted"))])]
                : [
                    .table(
                        ReportTable(
                            "", "figures",
                            [
                                ReportColumn("figure", "metric"), ReportColumn("of", "parameters"), value,
                                "unit",
                            ],
                            showsEmptyColumns: true, showsNoRows: true))
                ],
            csv: [ReportTable("", "figures", ["metric", "parameters", value, "unit"])])
    }

    @Sendable private static func explained(_ figure: Shown) -> [String] {
        let parameters = figure.parameters.isEmpty ? "" : " (\(figure.parameters))"
        let value = [figure.value.or(figure["text"]), figure.unit].filter { !$0.isEmpty }
        return [
            "\(figure.metric)\(parameters): \(value.map(\.description).joined(separator: " "))",
            figure.meaning.description, figure.why.description,
        ]
    }
}
