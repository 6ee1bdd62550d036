import SutureDomain

/// Under which numbers registers know a person.
enum PersonIdentifiers: ReadModel {
    static let view = View(
        "person-identifier", of: Person.self, list: "identifiers",
        "Numbers under which registers know persons.",
        key: .entry,
        columns: [
            .text("scheme", "The register: orcid, staff_number or student_number."),
            .sealed("value", as: "value", "The number there."),
        ])

    static func project(when: inout Projection) {
        when(Person.Identified.self) { identified, rows in
            try rows.put(["scheme": identified.scheme.rawValue, "value": identified.value])
        }
    }
}
