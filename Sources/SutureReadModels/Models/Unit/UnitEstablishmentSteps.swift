import SutureDomain

/// How units were applied for and what was decided.
enum UnitEstablishmentSteps: ReadModel {
    static let view = View(
        "unit-establishment", of: Unit.self, list: "establishmentSteps",
        "Applications for units and what was decided on them.", key: .entry,
        columns: [
            .text("step", "applied, approved or refused."),
            .reference("authority", to: Institution.self, "Who was asked or decided."),
            .list("applicants", "The institutions that applied."),
            .integer("unnamedApplicants", "How many applied whose names are not known."),
            .text("designation", "What the approval made of the unit."),
            .date("occurredOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Unit.EstablishmentApplied.self) { applied, rows in
            try rows.put([
                "step": "applied", "authority": applied.authority,
                "applicants": ListValue(applied.applicants),
                "unnamedApplicants": applied.unnamedApplicants, "occurredOn": rows.occurredOn,
            ])
        }
        when(Unit.EstablishmentApproved.self) { approved, rows in
            try rows.put([
                "step": "approved", "authority": approved.authority, "designation": approved.designation,
                "occurredOn": rows.occurredOn,
            ])
        }
        when(Unit.EstablishmentRefused.self) { refused, rows in
            try rows.put(["step": "refused", "authority": refused.authority, "occurredOn": rows.occurredOn])
        }
    }
}
