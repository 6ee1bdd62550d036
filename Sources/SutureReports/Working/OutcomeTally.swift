/// Outcomes by result, and how often there was success: among all but those that are not evaluable, and
/// partial is no success.
enum OutcomeTally {
    static let type = ReportType(
        "Outcomes", "Outcomes by result, and how often there was success.",
        .has("success", .count), .has("partial", .count), .has("failure", .count),
        .has("notEvaluable", .count),
        .has("evaluable", .count, "All but those that are not evaluable."),
        .may(
            "rate", .decimal,
            "Success among the evaluable; partial is no success. Four decimals; absent where nothing is evaluable."
        ),
        .may(
            "lower", .decimal,
            "The bounds of the rate's 95 % interval by Wilson's score, four decimals."),
        .may("upper", .decimal))

    /// The columns of a query over outcomes `o`.
    static let columnsSQL = """
        \(count("= 'success'")), \(count("= 'partial'")), \(count("= 'failure'")), \(count("= 'not_evaluable'")), \
        \(evaluable), success_rate(\(successes)), success_rate_lower(\(successes)), success_rate_upper(\(successes))
        """

    private static let evaluable = count("IN ('success', 'partial', 'failure')")
    /// Functions of SQL take texts.
    private static let successes = "CAST(\(count("= 'success'")) AS TEXT), CAST(\(evaluable) AS TEXT)"

    private static func count(_ condition: String) -> String {
        "count(*) FILTER (WHERE o.result \(condition))"
    }

    /// The columns that people are shown of a row that has outcomes.
    static let shown: [ReportColumn] = [
        ReportColumn("success", "outcomes.success"), ReportColumn("partial", "outcomes.partial"),
        ReportColumn("failure", "outcomes.failure"), ReportColumn("not evaluable", "outcomes.notEvaluable"),
        ReportColumn("rate", "outcomes.rate"),
        ReportColumn("95 % interval", isNumeric: true) {
            $0.outcomes.lower.isEmpty ? "" : "\($0.outcomes.lower) – \($0.outcomes.upper)"
        },
    ]

    /// Every column, by its name.
    static let all = type.members.map { ReportColumn($0.name, "outcomes.\($0.name)") }
}
