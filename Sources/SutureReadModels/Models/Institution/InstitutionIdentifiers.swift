import SutureDomain

/// Under which numbers registers know an institution.
enum InstitutionIdentifiers: ReadModel {
    static let view = View(
        "institution-identifier", of: Institution.self, list: "identifiers",
        "Numbers under which registers know institutions.", key: .entry,
        columns: [
            .text("scheme", "The register: ror, uscc, grid or isni."),
            .text("value", "The number there."),
        ])

    static func project(when: inout Projection) {
        when(Institution.Identified.self) { identified, rows in
            try rows.put(["scheme": identified.scheme.rawValue, "value": identified.value])
        }
    }
}
