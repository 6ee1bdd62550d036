import SutureDomain

/// What the money was spent on.
enum FundExpenditures: ReadModel {
    static let view = View(
        "fund-expenditure", of: Fund.self, list: "expenditures", "What the money of funds was spent on.",
        key: .entry,
        columns: [
            .text("allocation", "The allocation."),
            .integer("amountMinorUnits", "How much, in the minor unit of the currency."),
            .text("currency", "ISO 4217."),
            .text("category", "On what."),
            .date("spentOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Fund.ExpenditureReported.self) { reported, rows in
            try rows.put([
                "allocation": reported.allocation,
                "amountMinorUnits": reported.amount.minorUnits, "currency": reported.amount.currency,
                "category": reported.category, "spentOn": rows.occurredOn,
            ])
        }
    }
}
