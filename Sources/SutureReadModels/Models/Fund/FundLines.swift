import SutureDomain

/// What plans are meant for.
enum FundLines: ReadModel {
    static let view = View(
        "fund-line", of: Fund.self, list: "lines", "The lines of the plans.", key: .columns(["line"]),
        columns: [
            .text("line", "The id of the line."),
            .text("purpose", "stipend, research, travel, equipment, clinical_practice, teaching or other."),
            .integer("amountMinorUnits", "How much, in the minor unit of the currency."),
            .text("currency", "ISO 4217."),
            .date("setOn", "When it was set last."),
        ])

    static func project(when: inout Projection) {
        when(Fund.LineSet.self) { line, rows in
            try rows.put([
                "line": line.line, "purpose": line.purpose.rawValue,
                "amountMinorUnits": line.amount.minorUnits, "currency": line.amount.currency,
                "setOn": rows.occurredOn,
            ])
        }
    }
}
