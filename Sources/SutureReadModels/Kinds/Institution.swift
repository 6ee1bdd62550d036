import SutureDomain

extension Institution: Viewed {
    static let readModels: [any ReadModel.Type] = [
        Institutions.self, InstitutionAliases.self, InstitutionAffiliations.self, InstitutionIdentifiers.self,
    ]

    static func projectSearchTerms(when: inout Projection) {
        when(Registered.self) { event, rows in try rows.put("name", "name", event.name) }
        when(Renamed.self) { event, rows in try rows.put("name", "name", event.name) }
        when(AliasAdded.self) { event, rows in try rows.put("alias", "alias", event.alias) }
    }
}

/// One row per institution.
enum Institutions: ReadModel {
    static let view = View(
        Institution.self, label: "name", "Universities, hospitals, enterprises and other bodies.",
        columns: [
            .text("name", "The name that it goes by."),
            .text("type", "What sort of body it is."),
            .text("country", "Where it is."),
            .text("city", "Where it is."),
        ])

    static func project(when: inout Projection) {
        when(Institution.Registered.self) { registered, rows in
            try rows.put([
                "name": registered.name, "type": registered.type.rawValue, "country": registered.country,
                "city": registered.city,
            ])
        }
        when(Institution.Renamed.self) { renamed, rows in try rows.update(set: ["name": renamed.name]) }
    }
}

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

/// How institutions belong to one another.
enum InstitutionAffiliations: ReadModel {
    static let view = View(
        "institution-affiliation", of: Institution.self, list: "affiliations",
        "Which institution belongs to which, and how.", key: .entry, indexed: ["affiliatedTo"],
        columns: [
            .reference("affiliatedTo", to: Institution.self, "The institution that it belongs to."),
            .text("relation", "parent, school_of, affiliated_hospital, member_of or successor_of."),
            .date("affiliatedOn", "Since when."),
            .date("endedOn", "Until when; absent while it lasts."),
        ])

    static func project(when: inout Projection) {
        when(Institution.Affiliated.self) { affiliated, rows in
            try rows.put([
                "affiliatedTo": affiliated.to, "relation": affiliated.relation.rawValue,
                "affiliatedOn": rows.occurredOn,
            ])
        }
        when(Institution.AffiliationEnded.self) { ended, rows in
            try rows.update(
                where: [
                    "affiliatedTo": ended.to, "relation": ended.relation.rawValue, "endedOn": String?.none,
                ],
                set: ["endedOn": rows.occurredOn])
        }
    }
}

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
