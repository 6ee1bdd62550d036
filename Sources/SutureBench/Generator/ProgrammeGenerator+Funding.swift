import SutureDomain

/// Funding plans of joint training, and what is paid out of them.
extension ProgrammeGenerator {
    private static let lineAmount = 100_000_000
    private static let grantAmount = 1_200_000

    /// A plan with two lines; the one before is closed.
    mutating func planFund() {
        if let fund = openFund { record("fund.close", fund.id) }
        let fund = GeneratedFund(id: newID("F"), rest: ProgrammeGenerator.lineAmount)
        let total = Yuan(fen: 2 * ProgrammeGenerator.lineAmount)
        record(
            "fund.draft", fund.id,
            [
                "unit": graduateSchool, "title": "Joint training plan \(fund.id)", "currency": Yuan.currency,
                "begins": today.description, "ends": Day(number: today.number + 3 * 365).description,
            ])
        record("fund.pledge", fund.id, ["source": university, "amount": total])
        record("fund.receive", fund.id, ["source": university, "amount": total, "voucher": "IN-1"])
        record("fund.approve", fund.id, ["by": university, "total": total])
        for purpose in ["stipend", "research"] {
            record(
                "fund.set-line", fund.id,
                ["line": purpose, "purpose": purpose, "amount": Yuan(fen: ProgrammeGenerator.lineAmount)])
        }
        openFund = fund
    }

    /// A student's stipend: allocated, passed, paid, partly refunded, spent and accounted for.
    mutating func payStipend() {
        let grant = ProgrammeGenerator.grantAmount
        guard var fund = openFund, fund.rest >= grant, let student = lastStudent else { return planFund() }
        fund.rest -= grant
        fund.allocationCount += 1
        openFund = fund
        let allocation = "AL-\(fund.allocationCount)"
        let (checkpoint, paid) = ("C-\(allocation)", grant / 2)
        record(
            "fund.allocate", fund.id,
            ["allocation": allocation, "line": "stipend", "student": student, "amount": Yuan(fen: grant)])
        record(
            "fund.set-checkpoint", fund.id,
            [
                "checkpoint": checkpoint, "type": "opening", "due": today.description,
                "allocation": allocation,
            ])
        record(
            "fund.hold-checkpoint", fund.id,
            ["checkpoint": checkpoint, "decision": "pass", "findings": "On schedule"])
        record(
            "fund.disburse", fund.id,
            ["allocation": allocation, "amount": Yuan(fen: paid), "voucher": "V-\(allocation)"])
        record(
            "fund.refund", fund.id,
            ["allocation": allocation, "amount": Yuan(fen: paid / 10), "voucher": "R-\(allocation)"])
        record(
            "fund.report-expenditure", fund.id,
            ["allocation": allocation, "amount": Yuan(fen: paid / 2), "category": "living"])
        record(
            "fund.release", fund.id,
            ["allocation": allocation, "amount": Yuan(fen: grant - paid + paid / 10)])
    }
}
