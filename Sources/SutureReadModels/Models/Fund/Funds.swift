import SutureDomain

/// One row per fund.
enum Funds: ReadModel {
    static let view = View(
        Fund.self, label: "title", "Plans of money for joint training.", indexed: ["unit"],
        columns: [
            .reference("unit", to: Unit.self, "The unit whose training is paid for."),
            .text("title", "What it is called."),
            .text("currency", "ISO 4217."),
            .date("begins", "When it begins."),
            .date("ends", "When it ends."),
            .text("status", "drafted, approved or closed."),
            .date("draftedOn", "When it was drawn up."),
            .integer("totalMinorUnits", "What was approved last, in the minor unit of the currency."),
            .date("approvedOn", "When it was approved last."),
            .date("closedOn", "When it was closed."),
        ])

    static func project(when: inout Projection) {
        when(Fund.Drafted.self) { drafted, rows in
            try rows.put([
                "unit": drafted.unit, "title": drafted.title, "currency": drafted.currency,
                "begins": drafted.begins, "ends": drafted.ends, "status": "drafted",
                "draftedOn": rows.occurredOn,
            ])
        }
        when(Fund.Approved.self) { approved, rows in
            try rows.update(set: [
                "status": "approved", "totalMinorUnits": approved.total.minorUnits,
                "approvedOn": rows.occurredOn,
            ])
        }
        when(Fund.Closed.self) { _, rows in
            try rows.update(set: ["status": "closed", "closedOn": rows.occurredOn])
        }
    }
}
