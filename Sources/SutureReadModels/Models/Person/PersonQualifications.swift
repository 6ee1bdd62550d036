import SutureDomain

/// What persons are qualified as.
enum PersonQualifications: ReadModel {
    static let view = View(
        "person-qualification", of: Person.self, list: "qualifications", "What persons are qualified as.",
        key: .entry,
        columns: [
            .text(
                "qualification",
                "clinician, engineering_teacher, medical_teacher, researcher or administrator."),
            .reference("institution", to: Institution.self, "Where."),
            .text("discipline", "In what."),
            .date("qualifiedOn", "Since when."),
        ])

    static func project(when: inout Projection) {
        when(Person.Qualified.self) { qualified, rows in
            try rows.put([
                "qualification": qualified.qualification.rawValue, "institution": qualified.institution,
                "discipline": qualified.discipline, "qualifiedOn": rows.occurredOn,
            ])
        }
    }
}
