import SutureJSON

/// Money that is set aside from a line, and what became of it.
enum FundingAllocation {
    static let type = ReportType(
        "FundingAllocation", "Money that is set aside from a line.",
        .has("allocation", .text), .may("line", .text), .may("student", .id), .may("project", .id),
        .has("amount", .amount), .has("released", .amount), .has("disbursed", .amount),
        .has("refunded", .amount), .has("spent", .amount),
        .has("rest", .amount, "What can still be paid or released."))

    /// Allocations, and whatever else something was paid from.
    static func all(of fund: [JSONValue], in source: any ReportSource) throws -> [JSONObject] {
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
        return try source.rows(type.members.dropLast(), sql, fund).map { allocation in
            var allocation = allocation
            func amount(_ name: String) -> Int128 { [allocation].sum(of: name) }
            let rest = amount("amount") - amount("released") - amount("disbursed") + amount("refunded")
            allocation["rest"] = .integer(Int64(clamping: rest))
            return allocation
        }
    }
}

/// What happened to an amount that was planned.
enum FundingSums {
    static let type = ReportType(
        "FundingSums",
        "What happened to an amount of a fund. Amounts are in the minor unit of the fund's currency.",
        .may("amount", .amount, "What was approved, or what a line has; absent where that is not known."),
        .has("allocated", .amount, "Less what was released."), .has("disbursed", .amount),
        .has("refunded", .amount), .has("spent", .amount),
        .may("unallocated", .amount, "Of the amount: what is not allocated."),
        .may("remaining", .amount, "Of the amount: what is not paid, counting what came back."))

    /// - Parameter amount: `nil` where nothing was planned.
    static func told(of allocations: [JSONObject], amount: Int64?) -> JSONValue {
        let allocated = allocations.sum(of: "amount") - allocations.sum(of: "released")
        let (disbursed, refunded) = (allocations.sum(of: "disbursed"), allocations.sum(of: "refunded"))
        func clamped(_ number: Int128) -> JSONValue { .integer(Int64(clamping: number)) }
        func rest(without gone: Int128) -> JSONValue { amount.map { clamped(Int128($0) - gone) } ?? .null }
        return [
            "amount": JSONValue(amount), "allocated": clamped(allocated), "disbursed": clamped(disbursed),
            "refunded": clamped(refunded), "spent": clamped(allocations.sum(of: "spent")),
            "unallocated": rest(without: allocated), "remaining": rest(without: disbursed - refunded),
        ]
    }
}

extension [JSONObject] {
    /// Exact, however great it is.
    func sum(of name: String) -> Int128 { reduce(0) { $0 + Int128($1[name]?.int64 ?? 0) } }
}
