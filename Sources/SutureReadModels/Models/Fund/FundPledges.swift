import SutureDomain

/// What sources have promised.
enum FundPledges: ReadModel {
    static let view = View(
        "fund-pledge", of: Fund.self, list: "pledges", "What sources have promised to funds.", key: .entry,
        indexed: ["source"],
        columns: [
            .reference("source", to: Institution.self, "Who gives."),
            .integer("amountMinorUnits", "How much, in the minor unit of the currency."),
            .text("currency", "ISO 4217."),
            .date("pledgedOn", "When it was promised."),
        ])

    static func project(when: inout Projection) {
        when(Fund.Pledged.self) { pledged, rows in
            try rows.put([
                "source": pledged.source,
                "amountMinorUnits": pledged.amount.minorUnits, "currency": pledged.amount.currency,
                "pledgedOn": rows.occurredOn,
            ])
        }
    }
}
