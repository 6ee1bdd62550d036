/// Money that is set aside from a line, and what became of it.
struct FundingAllocation {
    let allocation: String
    let line: String?
    let student: String?
    let project: String?
    let amount: Int64
    let released: Int64
    let disbursed: Int64
    let refunded: Int64
    let spent: Int64
    /// What can still be paid or released.
    let rest: Int64

    static let type = ReportType(
        "FundingAllocation", "Money that is set aside from a line.",
        [
            .has("allocation", .text), .may("line", .text), .may("student", .id), .may("project", .id),
            .has("amount", .amount), .has("released", .amount), .has("disbursed", .amount),
            .has("refunded", .amount), .has("spent", .amount),
            .has("rest", .amount, "What can still be paid or released."),
        ])

    var cells: [ReportCell] {
        [.text(allocation), ReportCell(line), ReportCell(student), ReportCell(project)]
            + [amount, released, disbursed, refunded, spent, rest].map { .integer($0) }
    }

    /// Allocations, and whatever else something was paid from.
    static func all(of fund: [ReportCell], in source: any ReportSource) throws -> [FundingAllocation] {
        let sql = """
            WITH part(allocation, released, disbursed, refunded, spent) AS (
                SELECT allocation, 0, 0, 0, 0 FROM fund_allocation WHERE fund = ?1
                UNION ALL SELECT allocation, amount_minor_units, 0, 0, 0 FROM fund_release WHERE fund = ?1
                UNION ALL SELECT allocation, 0, iif(type = 'refund', 0, amount_minor_units),
                    iif(type = 'refund', amount_minor_units, 0), 0 FROM fund_payment WHERE fund = ?1
                UNION ALL SELECT allocation, 0, 0, 0, amount_minor_units FROM fund_expenditure
                    WHERE fund = ?1)
            SELECT p.allocation, a.line, a.student, a.project, coalesce(a.amount_minor_units, 0),
                sum(p.released), sum(p.disbursed), sum(p.refunded), sum(p.spent)
            FROM part p LEFT JOIN fund_allocation a ON a.fund = ?1 AND a.allocation = p.allocation
            GROUP BY p.allocation ORDER BY p.allocation
            """
        return try source.rows(sql, fund) { row in
            let (amount, released) = (row.integer(at: 4), row.integer(at: 5))
            let (disbursed, refunded) = (row.integer(at: 6), row.integer(at: 7))
            let rest = Int128(amount) - Int128(released) - Int128(disbursed) + Int128(refunded)
            return FundingAllocation(
                allocation: row.text(at: 0), line: row.optionalText(at: 1), student: row.optionalText(at: 2),
                project: row.optionalText(at: 3), amount: amount, released: released, disbursed: disbursed,
                refunded: refunded, spent: row.integer(at: 8), rest: Int64(clamping: rest))
        }
    }
}

/// What happened to an amount that was planned.
struct FundingSums {
    let amount: Int64?
    let allocated: Int128
    let disbursed: Int128
    let refunded: Int128
    let spent: Int128

    static let type = ReportType(
        "FundingSums",
        "What happened to an amount of a fund. Amounts are in the minor unit of the fund's currency.",
        [
            .may("amount", .amount, "What was approved, or what a line has; absent where that is not known."),
            .has("allocated", .amount, "Less what was released."), .has("disbursed", .amount),
            .has("refunded", .amount), .has("spent", .amount),
            .may("unallocated", .amount, "Of the amount: what is not allocated."),
            .may("remaining", .amount, "Of the amount: what is not paid, counting what came back."),
        ])

    /// - Parameter amount: `nil` where nothing was planned.
    init(of allocations: some Sequence<FundingAllocation>, amount: Int64?) {
        func sum(_ part: (FundingAllocation) -> Int64) -> Int128 {
            allocations.reduce(0) { $0 + Int128(part($1)) }
        }
        self.amount = amount
        allocated = sum(\.amount) - sum(\.released)
        disbursed = sum(\.disbursed)
        refunded = sum(\.refunded)
        spent = sum(\.spent)
    }

    var cell: ReportCell {
        func told(_ number: Int128) -> ReportCell { .integer(Int64(clamping: number)) }
        return .row(
            [ReportCell(amount), told(allocated), told(disbursed), told(refunded), told(spent)]
                + [allocated, disbursed - refunded].map { gone in
                    amount.map { told(Int128($0) - gone) } ?? .nothing
                })
    }
}
