import SutureDomain

/// What units did for others.
enum UnitContributions: ReadModel {
    static let view = View(
        "unit-contribution", of: Unit.self, list: "contributions", "What units did for others.", key: .entry,
        columns: [
            .text("type", "technology_spillover, public_service, sustainability or industry_promotion."),
            .text("mode", "In which way."),
            .text("text", "What was done."),
            .reference("recipient", to: Institution.self, "For whom."),
            .integer("amountMinorUnits", "What it was worth, in the minor unit of the currency."),
            .text("currency", "ISO 4217."),
            .date("occurredOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Unit.ContributionRecorded.self) { contribution, rows in
            try rows.put([
                "type": contribution.type.rawValue, "mode": contribution.mode, "text": contribution.text,
                "recipient": contribution.recipient, "amountMinorUnits": contribution.amount?.minorUnits,
                "currency": contribution.amount?.currency, "occurredOn": rows.occurredOn,
            ])
        }
    }
}
