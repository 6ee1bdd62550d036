import SutureDomain

/// A checkpoint of a fund that has not been passed.
struct FundingCheckpoint {
    let checkpoint: String
    let type: String?
    let due: String?
    /// `nil`: it is the whole fund's.
    let allocation: String?
    let state: String
    /// Whether its date was provably past on the day of the report.
    let isDue: Bool

    static let states = ReportContent.choice(["not_held", "condition_unmet", "failed"])

    static let type = ReportType(
        "FundingCheckpoint", "A checkpoint that has not been passed.",
        [
            .has("checkpoint", .text), .may("type", .text), .may("due", .date),
            .may("allocation", .text, "Absent where it is the whole fund's."), .has("state", states),
            .has(
                "isDue", .flag,
                "Whether its date was provably past on the day of the report, so that it stands in the way of payments."
            ),
        ])

    var cells: [ReportCell] {
        [
            .text(checkpoint), ReportCell(type), ReportCell(due), ReportCell(allocation), .text(state),
            .flag(isDue),
        ]
    }

    /// The next first; what has no known date comes last.
    static func all(
        of fund: [ReportCell], on day: Day, in source: any ReportSource
    ) throws -> [FundingCheckpoint] {
        let sql = """
            SELECT checkpoint, type, due, allocation,
                CASE decision WHEN 'fail' THEN 'failed' WHEN 'conditional' THEN 'condition_unmet' ELSE 'not_held' END
            FROM fund_checkpoint
            WHERE fund = ?1 AND decision IS NOT 'pass'
                AND NOT (decision IS 'conditional' AND condition_met_on IS NOT NULL)
            """
        let found = try source.rows(sql, fund) { row in
            let due = row.optionalText(at: 2).flatMap { PartialDate($0) }
            let checkpoint = FundingCheckpoint(
                checkpoint: row.text(at: 0), type: row.optionalText(at: 1), due: due?.text,
                allocation: row.optionalText(at: 3), state: row.text(at: 4),
                isDue: due.map { PartialDate(day).isProvablyAfter($0) } ?? false)
            return (due?.latest?.number ?? .max, checkpoint)
        }
        return found.sorted { ($0.0, $0.1.checkpoint) < ($1.0, $1.1.checkpoint) }.map(\.1)
    }
}
