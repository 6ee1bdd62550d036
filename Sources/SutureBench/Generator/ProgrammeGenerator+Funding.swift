import SutureDomain

/// Funding plans of joint training, and what is paid out of them.
extension ProgrammeGenerator {
    private static let currency = "CNY"
    private static let lineAmount = 100_000_000
    private static let grantAmount = 1_200_000

    /// A plan with two lines; the one before is closed.
    mutating func planFund() {
        if let fund = openFund { record("fund.close", fund.id) }
        fundCount += 1
        let fund = GeneratedFund(id: "\(prefix)F-\(fundCount)", rest: ProgrammeGenerator.lineAmount)
        let (source, begins) = (university, today)
        let school = graduateSchool
        let total = 2 * ProgrammeGenerator.lineAmount
        record("fund.draft", fund.id) {
            $0.string("unit", school)
            $0.string("title", "Joint training plan \(fund.id)")
            $0.string("currency", ProgrammeGenerator.currency)
            $0.string("begins", begins.description)
            $0.string("ends", Day(number: begins.number + 3 * 365).description)
        }
        record("fund.pledge", fund.id) {
            $0.string("source", source)
            $0.money("amount", total, ProgrammeGenerator.currency)
        }
        record("fund.receive", fund.id) {
            $0.string("source", source)
            $0.money("amount", total, ProgrammeGenerator.currency)
            $0.string("voucher", "IN-1")
        }
        record("fund.approve", fund.id) {
            $0.string("by", source)
            $0.money("total", total, ProgrammeGenerator.currency)
        }
        for purpose in ["stipend", "research"] {
            record("fund.set-line", fund.id) {
                $0.string("line", purpose)
                $0.string("purpose", purpose)
                $0.money("amount", ProgrammeGenerator.lineAmount, ProgrammeGenerator.currency)
            }
        }
        openFund = fund
    }

    /// A student's stipend: allocated, passed, paid, partly refunded, spent and accounted for.
    mutating func payStipend() {
        guard var fund = openFund, fund.rest >= ProgrammeGenerator.grantAmount, let student = lastStudent
        else {
            return planFund()
        }
        fund.rest -= ProgrammeGenerator.grantAmount
        fund.allocationCount += 1
        openFund = fund
        let (allocation, due) = ("AL-\(fund.allocationCount)", today.description)
        let paid = ProgrammeGenerator.grantAmount / 2
        record("fund.allocate", fund.id) {
            $0.string("allocation", allocation)
            $0.string("line", "stipend")
            $0.string("student", student)
            $0.money("amount", ProgrammeGenerator.grantAmount, ProgrammeGenerator.currency)
        }
        record("fund.set-checkpoint", fund.id) {
            $0.string("checkpoint", "C-\(allocation)")
            $0.string("type", "opening")
            $0.string("due", due)
            $0.string("allocation", allocation)
        }
        record("fund.hold-checkpoint", fund.id) {
            $0.string("checkpoint", "C-\(allocation)")
            $0.string("decision", "pass")
            $0.string("findings", "On schedule")
        }
        record("fund.disburse", fund.id) {
            $0.string("allocation", allocation)
            $0.money("amount", paid, ProgrammeGenerator.currency)
            $0.string("voucher", "V-\(allocation)")
        }
        record("fund.refund", fund.id) {
            $0.string("allocation", allocation)
            $0.money("amount", paid / 10, ProgrammeGenerator.currency)
            $0.string("voucher", "R-\(allocation)")
        }
        record("fund.report-expenditure", fund.id) {
            $0.string("allocation", allocation)
            $0.money("amount", paid / 2, ProgrammeGenerator.currency)
            $0.string("category", "living")
        }
        record("fund.release", fund.id) {
            $0.string("allocation", allocation)
            $0.money("amount", ProgrammeGenerator.grantAmount - paid + paid / 10, ProgrammeGenerator.currency)
        }
    }
}
