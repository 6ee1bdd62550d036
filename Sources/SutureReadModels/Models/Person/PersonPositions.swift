import SutureDomain

/// Which positions persons hold and held, perhaps several at once.
enum PersonPositions: ReadModel {
    static let view = View(
        "person-position", of: Person.self, list: "positions", "Positions that persons hold or held.",
        key: .entry, indexed: ["at"],
        columns: [
            .record("at", "The institution or unit, as kind/ID."),
            .text("title", "What the position is called."),
            .text("department", "The part of the institution."),
            .date("heldOn", "When the person took it up or was known to hold it."),
            .date("endedOn", "Until when; absent while it lasts."),
        ])

    static func project(when: inout Projection) {
        when(Person.PositionHeld.self) { held, rows in
            try rows.put([
                "at": held.at, "title": held.title, "department": held.department, "heldOn": rows.occurredOn,
            ])
        }
        when(Person.PositionEnded.self) { ended, rows in
            try rows.update(
                where: ["at": ended.at, "title": ended.title, "endedOn": String?.none],
                set: ["endedOn": rows.occurredOn])
        }
    }
}
