package import SutureDomain
package import SutureJSON

/// What became of the money of a fund, and which payments its checkpoints block.
package enum FundingReport: Report {
    package static let name = "funding"
    package static let abstract =
        "A fund's plan, lines, allocations and payments, its next checkpoints and blocked payments."
    package static let documentation = """
        A fund: what was promised, planned, allocated, paid and spent, the next checkpoints, and which payments they block.
        """
    package static let csvHelp = "Print the lines as comma-separated values."

    package static let parameters = [
        ReportParameter("fund", .id(Fund.self), "The id of the fund.")
    ]

    package static let sections: [ReportSection] = [
        .facts(
            .has(
                "day", .date,
                "The day by which checkpoints are due: that of asOf, else that of the instant in knownAt, else today."
            )),
        .facts(
            .has("fund", .id), .has("label", .text, "What the fund is called."), .may("unit", .id),
            .may("status", .text), .may("currency", .text, "ISO 4217."), .may("begins", .date),
            .may("ends", .date), .may("approvedOn", .date, "When it was approved last."),
            sql: """
                SELECT ?1, coalesce(f.title, ?1), f.unit, f.status, f.currency, f.begins, f.ends, f.approved_on
                FROM (SELECT 1) LEFT JOIN fund f ON f.id = ?1
                """),
        .rows("pledges", pledge, elsewhere: .view("fund-pledge", where: ["fund"]), sql: pledgesSQL),
        .facts(
            .has("planned", .amount, "What was planned in all the lines."),
            .has("sums", .group(FundingSums.type), "Of what was approved last.")),
        .rows(
            "lines",
            ReportType(
                "FundingLine", "A line of a fund's plan.",
                .has("line", .text), .may("purpose", .text), .has("sums", .group(FundingSums.type))),
            elsewhere: .view("fund-line", where: ["fund"])),
        .rows("allocations", FundingAllocation.type, elsewhere: .view("fund-allocation", where: ["fund"])),
        .rows(
            "checkpoints", FundingCheckpoint.type, "What has not been passed, the next first.",
            elsewhere: .view("fund-checkpoint", where: ["fund"])),
        .rows(
            "blocked",
            ReportType(
                "BlockedPayment", "An allocation of which nothing could be paid on the day of the report.",
                .has("allocation", .text), .has("rest", .amount),
                .has("checkpoint", .text, "Which checkpoint stands in the way."), .may("due", .date),
                .has("state", FundingCheckpoint.states)), elsewhere: .view("fund-checkpoint", where: ["fund"])
        ),
    ]

    package static func work(
        _ told: inout ReportTold, in source: any ReportSource, now: Instant, day: Day
    ) throws {
        let fund = told.question.arguments
        let allocations = try FundingAllocation.all(of: fund, in: source)
        let lines = try source.rows(linesSQL, fund) { row in
            let line = JSONValue.string(row.text(at: 0))
            let sums = FundingSums.told(
                of: allocations.filter { $0["line"] == line }, amount: row.optionalInteger(at: 2))
            return ["line": line, "purpose": JSONValue(row.optionalText(at: 1)), "sums": sums] as JSONObject
        }
        let total = try source.rows("SELECT total_minor_units FROM fund WHERE id = ?1", fund) {
            $0.optionalInteger(at: 0)
        }
        let checkpoints = try FundingCheckpoint.all(of: fund, on: day, in: source)
        let planned = lines.compactMap { $0["sums"]?.object }.sum(of: "amount")
        told.tell("day", .string(day.description))
        told.tell("planned", .integer(Int64(clamping: planned)))
        told.tell("sums", FundingSums.told(of: allocations, amount: total.first ?? nil))
        told.tell("lines", lines)
        told.tell("allocations", allocations)
        told.tell("checkpoints", checkpoints)
        told.tell("blocked", blocked(allocations, by: checkpoints))
    }

    /// Allocations with a rest, each with the checkpoints in its way: its own and the whole fund's.
    private static func blocked(_ allocations: [JSONObject], by checkpoints: [JSONObject]) -> [JSONObject] {
        allocations.filter { $0["rest"]?.int64 ?? 0 > 0 }.flatMap { allocation in
            checkpoints.filter {
                $0["isDue"] == true && [nil, allocation["allocation"]].contains($0["allocation"])
            }
            .map { checkpoint in
                let told = ["checkpoint", "due", "state"].map { ($0, checkpoint[$0] ?? .null) }
                return JSONObject(["allocation", "rest"].map { ($0, allocation[$0] ?? .null) } + told)
            }
        }
    }

    package static func layout(of question: JSONObject) -> ReportLayout {
        let sums = FundingSums.type.members.map { ReportColumn($0.name, "sums.\($0.name)") }
        return ReportLayout(
            title: { "fund \($0.fund): \($0.label)\($0.status.after(", "))" },
            blocks: [
                .facts(
                    ["unit", "begins", "ends", "currency"]
                        + [
                            ReportFact("approved") { report in
                                report.sums.amount.isEmpty
                                    ? "nothing"
                                    : "\(report.sums.amount)"
                                        + (report.approvedOn.isEmpty ? "" : " (\(report.approvedOn))")
                            }, "planned",
                        ]
                        + FundingSums.type.members.dropFirst().map { ReportFact($0.name, "sums.\($0.name)") }
                ),
                .table(ReportTable("pledges", "pledges")),
                .table(
                    ReportTable("lines", "lines", ["line", "purpose"] + sums, showsEmptyColumns: true)),
                .table(ReportTable("allocations", "allocations")),
                .table(
                    ReportTable(
                        "next checkpoints", "checkpoints",
                        ["checkpoint", "type", "due", "allocation", "state"])),
                .table(
                    ReportTable(
                        "", "blocked", ["allocation", "checkpoint", "due", "state", "rest"],
                        titled: { "blocked payments (on \($0.day))" })),
            ],
            csv: [
                ReportTable(
                    "", "lines", ["line", "purpose", ReportColumn("currency") { $0.currencyOfReport }] + sums)
            ])
    }
}

// MARK: Where it comes from

extension FundingReport {
    private static let pledge = ReportType(
        "FundingPledge", "What a source promised and gave.",
        .has("source", .id), .has("label", .text, "What the source is called."), .has("pledged", .amount),
        .has("received", .amount), .has("outstanding", .amount))

    /// Sources that promised or gave something.
    private static let pledgesSQL = """
        WITH shown(source) AS (
            SELECT source FROM fund_pledge WHERE fund = ?1
            UNION SELECT source FROM fund_receipt WHERE fund = ?1),
        given(source, pledged, received) AS (
            SELECT s.source,
                (SELECT coalesce(sum(p.amount_minor_units), 0) FROM fund_pledge p
                    WHERE p.fund = ?1 AND p.source = s.source),
                (SELECT coalesce(sum(r.amount_minor_units), 0) FROM fund_receipt r
                    WHERE r.fund = ?1 AND r.source = s.source)
            FROM shown s)
        SELECT g.source, coalesce(i.name, g.source), g.pledged, g.received, g.pledged - g.received
        FROM given g LEFT JOIN institution i ON i.id = g.source ORDER BY g.source
        """

    /// The lines of the plan, and whatever else something was allocated from.
    private static let linesSQL = """
        WITH shown(line) AS (
            SELECT line FROM fund_line WHERE fund = ?1
            UNION SELECT line FROM fund_allocation WHERE fund = ?1 AND line IS NOT NULL)
        SELECT s.line, l.purpose, l.amount_minor_units
        FROM shown s LEFT JOIN fund_line l ON l.fund = ?1 AND l.line = s.line ORDER BY s.line
        """
}
