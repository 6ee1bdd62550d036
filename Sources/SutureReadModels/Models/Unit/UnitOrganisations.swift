import SutureDomain

/// How units were organised over time.
enum UnitOrganisations: ReadModel {
    static let view = View(
        "unit-organisation", of: Unit.self, list: "organisation",
        "How units were organised, change by change.",
        key: .entry,
        columns: [
            .text("form", "How it is organised."),
            .text("mechanism", "How it works."),
            .date("changedOn", "Since when."),
        ])

    static func project(when: inout Projection) {
        when(Unit.OrganisationChanged.self) { changed, rows in
            try rows.put([
                "form": changed.form, "mechanism": changed.mechanism, "changedOn": rows.occurredOn,
            ])
        }
    }
}
