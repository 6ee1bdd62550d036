import SutureDomain
import SutureJSON

/// A checkpoint of a fund that has not been passed.
enum FundingCheckpoint {
    static let states = ReportContent.choice(["not_held", "condition_unmet", "failed"])

    static let type = ReportType(
        "FundingCheckpoint", "A checkpoint that has not been passed.",
        .has("checkpoint", .text), .may("type", .text), .may("due", .date),
        .may("allocation", .text, "Absent where it is the whole fund's."), .has("state", states),
        .has(
            "isDue", .flag,
            "Whether its date was provably past on the day of the report, so that it stands in the way of payments."
        ))

    /// The next first; what has no known date comes last.
    static func all(
        of fund: [JSONValue], on day: Day, in source: any ReportSource
    ) throws -> [JSONObject] {
        let sql = """
            SELECT checkpoint, type, due, allocation,
                CASE decision WHEN 'fail' THEN 'failed' WHEN 'conditional' THEN 'condition_unmet' ELSE 'not_held' END
            FROM fund_checkpoint
            WHERE fund = ?1 AND decision IS NOT 'pass'
                AND NOT (decision IS 'conditional' AND condition_met_on IS NOT NULL)
            ORDER BY checkpoint
            """
        let found = try source.rows(type.members.dropLast(), sql, fund).enumerated().map {
            index, checkpoint in
            var checkpoint = checkpoint
            let due = checkpoint["due"]?.string.flatMap { PartialDate($0) }
            checkpoint["isDue"] = .bool(due.map { PartialDate(day).isProvablyAfter($0) } ?? false)
            return (place: (due?.latest?.number ?? .max, index), checkpoint: checkpoint)
        }
        return found.sorted { $0.place < $1.place }.map(\.checkpoint)
    }
}
