import SutureJSON

/// Sums and days of the funding plan, of which the document only says that it is there and is managed.
extension Programme {
    private static let fundedStudentCount = 20
    private static let stipend: Int64 = 1_200_000

    mutating func makeUpFunding() {
        for (source, amount) in [("USST", 60_000_000), ("SHSMU", 40_000_000)] as [(JSONValue, Int64)] {
            pay("pledge", ["source": source, "amount": yuan(amount)], on: "2020-09")
        }
        pay(
            "receive", ["source": "USST", "amount": yuan(30_000_000), "voucher": "R-2021-001"], on: "2021-01")
        for (line, purpose, amount) in [
            ("STIPENDS", "stipend", 60_000_000), ("RESEARCH", "research", 30_000_000),
            ("CLINICAL", "clinical_practice", 10_000_000),
        ] as [(JSONValue, JSONValue, Int64)] {
            pay("set-line", ["line": line, "purpose": purpose, "amount": yuan(amount)], on: "2020-10")
        }
        pay("approve", ["by": "USST", "total": yuan(100_000_000)], on: "2020-12")
        // A checkpoint that has a day from now on.
        pay("set-checkpoint", ["checkpoint": "OPENING", "type": "opening", "due": "2021-02"], on: "2020-12")
        pay(
            "hold-checkpoint",
            [
                "checkpoint": "OPENING", "decision": "conditional",
                "findings": "Not every student has an instructor yet",
            ],
            on: "2021-02")
        pay("meet-condition", ["checkpoint": "OPENING"], on: "2021-03")
        for number in 1...Programme.fundedStudentCount { payStipend(number) }
    }

    private mutating func payStipend(_ number: Int) {
        let allocation: JSONValue = .string(Programme.id("A", number))
        let amount = yuan(Programme.stipend)
        pay(
            "allocate",
            [
                "allocation": allocation, "line": "STIPENDS",
                // Of those who had not finished by 2022.
                "student": .string(Programme.student(100 + number)), "amount": amount,
            ],
            on: "2021-03")
        pay(
            "disburse",
            [
                "allocation": allocation, "amount": amount,
                "voucher": .string("D-2021-\(Programme.padded(number, 3))"),
            ],
            on: "2021-04")
        pay(
            "report-expenditure",
            ["allocation": allocation, "amount": amount, "category": "Living expenses"], on: "2021-12")
    }

    private mutating func pay(_ command: String, _ fields: JSONObject, on day: String) {
        record("fund.\(command)", Programme.fundingPlan, fields, on: day)
    }

    /// - Parameter fen: the hundredth part of a yuan.
    private func yuan(_ fen: Int64) -> JSONValue { ["minorUnits": .integer(fen), "currency": "CNY"] }
}
