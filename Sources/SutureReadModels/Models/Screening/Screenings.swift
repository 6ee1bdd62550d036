import SutureDomain

/// One row per screening.
enum Screenings: ReadModel {
    static let view = View(
        Screening.self, label: "title", "Rounds in which projects are selected.", indexed: ["unit"],
        columns: [
            .reference("unit", to: Unit.self, "The unit that carries the round out."),
            .text("title", "What it is called."),
            .text("status", "open or closed."),
            .date("openedOn", "When it was opened."),
            .date("closedOn", "When it was closed; absent while it is open."),
        ])

    static func project(when: inout Projection) {
        when(Screening.Opened.self) { opened, rows in
            try rows.put([
                "unit": opened.unit, "title": opened.title, "status": "open", "openedOn": rows.occurredOn,
            ])
        }
        when(Screening.Closed.self) { _, rows in
            try rows.update(set: ["status": "closed", "closedOn": rows.occurredOn])
        }
    }
}
