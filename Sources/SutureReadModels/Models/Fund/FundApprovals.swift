import SutureDomain

/// Who approved plans, and how much.
enum FundApprovals: ReadModel {
    static let view = View(
        "fund-approval", of: Fund.self, list: "approvals", "Approvals of funds; the last one of each counts.",
        key: .entry,
        columns: [
            .reference("approvedBy", to: Institution.self, "Who approved it."),
            .integer("totalMinorUnits", "How much, in the minor unit of the currency."),
            .text("currency", "ISO 4217."),
            .date("approvedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Fund.Approved.self) { approved, rows in
            try rows.put([
                "approvedBy": approved.by, "totalMinorUnits": approved.total.minorUnits,
                "currency": approved.total.currency, "approvedOn": rows.occurredOn,
            ])
        }
    }
}
