import SutureDomain

/// What else an institution is called.
enum InstitutionAliases: ReadModel {
    static let view = View(
        "institution-alias", of: Institution.self, list: "aliases", "Other names of institutions.",
        key: .entry,
        columns: [
            .text("alias", "The other name."),
            .text("type", "How it came about: acronym, short, variant, local_language or former."),
        ])

    static func project(when: inout Projection) {
        when(Institution.AliasAdded.self) { added, rows in
            try rows.put(["alias": added.alias, "type": added.type.rawValue])
        }
    }
}
