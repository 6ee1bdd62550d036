import SutureDomain

/// What was paid out of funds, and what came back.
enum FundPayments: ReadModel {
    static let view = View(
        "fund-payment", of: Fund.self, list: "payments", "What was paid out of funds, and what came back.",
        key: .entry,
        columns: [
            .text("type", "disbursement or refund."),
            .text("allocation", "The allocation."),
            .integer("amountMinorUnits", "How much, in the minor unit of the currency."),
            .text("currency", "ISO 4217."),
            .text("voucher", "The number of the voucher."),
            .date("paidOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Fund.Disbursed.self) { disbursed, rows in
            try rows.put([
                "type": "disbursement", "allocation": disbursed.allocation,
                "amountMinorUnits": disbursed.amount.minorUnits, "currency": disbursed.amount.currency,
                "voucher": disbursed.voucher, "paidOn": rows.occurredOn,
            ])
        }
        when(Fund.Refunded.self) { refunded, rows in
            try rows.put([
                "type": "refund", "allocation": refunded.allocation,
                "amountMinorUnits": refunded.amount.minorUnits, "currency": refunded.amount.currency,
                "voucher": refunded.voucher, "paidOn": rows.occurredOn,
            ])
        }
    }
}
