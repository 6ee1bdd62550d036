import SutureDomain

/// What else a unit is called.
enum UnitAliases: ReadModel {
    static let view = View(
        "unit-alias", of: Unit.self, list: "aliases", "Other names of units.", key: .entry,
        columns: [
            .text("alias", "The other name."),
            .text("type", "How it came about: acronym, short, variant, local_language or former."),
        ])

    static func project(when: inout Projection) {
        when(Unit.AliasAdded.self) { added, rows in
            try rows.put(["alias": added.alias, "type": added.type.rawValue])
        }
    }
}
