import SutureDomain

/// Who inaugurated units, and when.
enum UnitInaugurations: ReadModel {
    static let view = View(
        "unit-inauguration", of: Unit.self, list: "inaugurations", "Inaugurations of units.", key: .entry,
        columns: [
            .list("by", "The persons who inaugurated it."),
            .reference("activity", to: Activity.self, "The meeting at which they did."),
            .date("inauguratedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Unit.Inaugurated.self) { inaugurated, rows in
            try rows.put([
                "by": ListValue(inaugurated.by), "activity": inaugurated.activity,
                "inauguratedOn": rows.occurredOn,
            ])
        }
    }
}
