import SutureDomain

/// What of allocations went back to their lines.
enum FundReleases: ReadModel {
    static let view = View(
        "fund-release", of: Fund.self, list: "releases",
        "Money of allocations that went back to their lines.", key: .entry,
        columns: [
            .text("allocation", "The allocation."),
            .integer("amountMinorUnits", "How much, in the minor unit of the currency."),
            .text("currency", "ISO 4217."),
            .date("releasedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Fund.AllocationReleased.self) { released, rows in
            try rows.put([
                "allocation": released.allocation,
                "amountMinorUnits": released.amount.minorUnits, "currency": released.amount.currency,
                "releasedOn": rows.occurredOn,
            ])
        }
    }
}
