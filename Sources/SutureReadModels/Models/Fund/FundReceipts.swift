import SutureDomain

/// What of the promises has come.
enum FundReceipts: ReadModel {
    static let view = View(
        "fund-receipt", of: Fund.self, list: "receipts", "Money that came into funds.", key: .entry,
        indexed: ["source"],
        columns: [
            .reference("source", to: Institution.self, "Who gave."),
            .integer("amountMinorUnits", "How much, in the minor unit of the currency."),
            .text("currency", "ISO 4217."),
            .text("voucher", "The number of the voucher."),
            .date("receivedOn", "When it came."),
        ])

    static func project(when: inout Projection) {
        when(Fund.PledgeReceived.self) { received, rows in
            try rows.put([
                "source": received.source,
                "amountMinorUnits": received.amount.minorUnits, "currency": received.amount.currency,
                "voucher": received.voucher, "receivedOn": rows.occurredOn,
            ])
        }
    }
}
