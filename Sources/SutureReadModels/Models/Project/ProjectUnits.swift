import SutureDomain

/// Which units a project belongs to.
enum ProjectUnits: ReadModel {
    static let view = View(
        "project-unit", of: Project.self, list: "unitLinks", "Which project belongs to which unit.",
        key: .columns(["unit"]), indexed: ["unit"],
        columns: [
            .reference("unit", to: Unit.self, "The unit."),
            .date("addedOn", "Since when."),
        ])

    static func project(when: inout Projection) {
        when(Project.Created.self) { created, rows in
            for unit in created.units { try rows.put(["unit": unit, "addedOn": rows.occurredOn]) }
        }
        when(Project.UnitAdded.self) { added, rows in
            try rows.put(["unit": added.unit, "addedOn": rows.occurredOn])
        }
    }
}
