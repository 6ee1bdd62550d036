import SutureDomain
import SutureJSON

/// The queries of a fund's report. `?1` is the fund in all of them.
struct FundingFigures {
    struct Main: Hashable {
        var title: String?
        var unit: String?
        var status: String?
        var currency: String?
        var begins: String?
        var ends: String?
        var total: Int64?
        var approvedOn: String?
    }

    let fund: Fund.ID
    let snapshot: Snapshot

    func main() throws -> Main {
        let sql = """
            SELECT title, unit, status, currency, begins, ends, total_minor_units, approved_on
            FROM fund WHERE id = ?1
            """
        let found = try list(sql) { row in
            Main(
                title: row.optionalText(at: 0), unit: row.optionalText(at: 1),
                status: row.optionalText(at: 2), currency: row.optionalText(at: 3),
                begins: row.optionalText(at: 4), ends: row.optionalText(at: 5),
                total: row.value(at: 6).int64, approvedOn: row.optionalText(at: 7))
        }
        return found.first ?? Main()
    }

    /// Sources that promised or gave something.
    func pledges() throws -> [FundingReport.Pledge] {
        let sql = """
            WITH shown(source) AS (
                SELECT source FROM fund_pledge WHERE fund = ?1
                UNION SELECT source FROM fund_receipt WHERE fund = ?1)
            SELECT s.source, coalesce(i.name, s.source),
                (SELECT coalesce(sum(p.amount_minor_units), 0) FROM fund_pledge p
                    WHERE p.fund = ?1 AND p.source = s.source) AS pledged,
                (SELECT coalesce(sum(r.amount_minor_units), 0) FROM fund_receipt r
                    WHERE r.fund = ?1 AND r.source = s.source) AS received
            FROM shown s LEFT JOIN institution i ON i.id = s.source ORDER BY s.source
            """
        return try list(sql) { row in
            let (pledged, received) = (row.integer(at: 2), row.integer(at: 3))
            return FundingReport.Pledge(
                source: row.text(at: 0), label: row.text(at: 1), pledged: pledged, received: received,
                outstanding: pledged - received)
        }
    }

    /// The lines of the plan, and whatever else something was allocated from.
    func lines(_ allocations: [FundingReport.Allocation]) throws -> [FundingReport.Line] {
        let sql = """
            WITH shown(line) AS (
                SELECT line FROM fund_line WHERE fund = ?1
                UNION SELECT line FROM fund_allocation WHERE fund = ?1 AND line IS NOT NULL)
            SELECT s.line, l.purpose, l.amount_minor_units
            FROM shown s LEFT JOIN fund_line l ON l.fund = ?1 AND l.line = s.line ORDER BY s.line
            """
        return try list(sql) { row in
            let line = row.text(at: 0)
            return FundingReport.Line(
                line: line, purpose: row.optionalText(at: 1),
                sums: FundingReport.Sums(
                    of: allocations.filter { $0.line == line }, amount: row.value(at: 2).int64))
        }
    }

    /// Allocations, and whatever else something was paid from.
    func allocations() throws -> [FundingReport.Allocation] {
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
        return try list(sql) { row in
            let (amount, released) = (row.integer(at: 4), row.integer(at: 5))
            let (disbursed, refunded) = (row.integer(at: 6), row.integer(at: 7))
            let rest = Int128(amount) - Int128(released) - Int128(disbursed) + Int128(refunded)
            return FundingReport.Allocation(
                allocation: row.text(at: 0), line: row.optionalText(at: 1), student: row.optionalText(at: 2),
                project: row.optionalText(at: 3), amount: amount, released: released, disbursed: disbursed,
                refunded: refunded, spent: row.integer(at: 8), rest: Int64(clamping: rest))
        }
    }

    /// What has not been passed, the next first; what has no known date comes last.
    func checkpoints(day: Day) throws -> [FundingReport.Checkpoint] {
        let sql = """
            SELECT checkpoint, type, due, allocation, decision FROM fund_checkpoint
            WHERE fund = ?1 AND decision IS NOT 'pass'
                AND NOT (decision IS 'conditional' AND condition_met_on IS NOT NULL)
            """
        let found = try list(sql) { row in
            let due = row.optionalText(at: 2).flatMap { PartialDate($0) }
            let checkpoint = FundingReport.Checkpoint(
                checkpoint: row.text(at: 0), type: row.optionalText(at: 1), due: due?.text,
                allocation: row.optionalText(at: 3), state: FundingFigures.state(row.optionalText(at: 4)),
                isDue: due.map { PartialDate(day).isProvablyAfter($0) } ?? false)
            return (due?.latest?.number ?? .max, checkpoint)
        }
        return found.sorted { ($0.0, $0.1.checkpoint) < ($1.0, $1.1.checkpoint) }.map(\.1)
    }

    private static func state(_ decision: String?) -> FundingReport.Checkpoint.State {
        switch decision {
        case "fail": .failed
        case "conditional": .conditionUnmet
        default: .notHeld
        }
    }

    private func list<Element>(_ sql: String, _ element: (RowOnStatement) -> Element) throws -> [Element] {
        var result: [Element] = []
        try snapshot.forEachRow(sql: sql, [fund]) { result.append(element($0)) }
        return result
    }
}
