extension ProgrammeGenerator {
    /// How many students one fund pays; then another one is drafted.
    private static let studentCountPerFund = 100
    private static let stipend = 1_200_000

    private var fund: String { "\(prefix)F-\(fundCount)" }

    /// What a student gets: set aside, paid, and accounted for.
    mutating func payStudent(_ student: String, on project: String) {
        if paidStudentCount % ProgrammeGenerator.studentCountPerFund == 0 { draftFund() }
        paidStudentCount += 1
        let allocation = "A-\(paidStudentCount)"
        record("fund.allocate", fund) {
            $0.string("allocation", allocation)
            $0.string("line", "STIPENDS")
            $0.string("student", student)
            $0.string("project", project)
            $0.money("amount", ProgrammeGenerator.stipend)
        }
        let voucher = "V-\(paidStudentCount)"
        record("fund.disburse", fund) {
            $0.string("allocation", allocation)
            $0.money("amount", ProgrammeGenerator.stipend)
            $0.string("voucher", voucher)
        }
        let spent = 1 + random.below(ProgrammeGenerator.stipend)
        record("fund.report-expenditure", fund) {
            $0.string("allocation", allocation)
            $0.money("amount", spent)
            $0.string("category", "living")
        }
    }

    private mutating func draftFund() {
        fundCount += 1
        let total = ProgrammeGenerator.studentCountPerFund * ProgrammeGenerator.stipend
        let (school, university, title) = (graduateSchool, university, "Joint training \(fundCount)")
        record("fund.draft", fund) {
            $0.string("unit", school)
            $0.string("title", title)
            $0.string("currency", "CNY")
            $0.string("begins", "2015")
            $0.string("ends", "2022")
        }
        record("fund.pledge", fund) {
            $0.string("source", university)
            $0.money("amount", total)
        }
        record("fund.set-line", fund) {
            $0.string("line", "STIPENDS")
            $0.string("purpose", "stipend")
            $0.money("amount", total)
        }
        record("fund.approve", fund) {
            $0.string("by", university)
            $0.money("total", total)
        }
        record("fund.set-checkpoint", fund) {
            $0.string("checkpoint", "FINAL")
            $0.string("type", "final")
            $0.string("due", "2022-12")
        }
    }
}
