import SutureDomain

extension Institution: Viewed {
    static let readModels = [institutions, aliases, affiliations, identifiers]

    static let searchTerms = [
        SearchTerm(.name, of: Registered.self, "name") { $0.name },
        SearchTerm(.name, of: Renamed.self, "name") { $0.name },
        SearchTerm(.alias, of: AliasAdded.self, "alias") { $0.alias },
    ]

    private static let institutions = ReadModel(
        of: Institution.self, "Universities, hospitals, enterprises and other bodies."
    ) { when in
        when(Registered.self) { registered, row in
            row.put("name", registered.name, "The name that it goes by.", .label)
            row.put("type", registered.type, "What sort of body it is.")
            row.put("country", registered.country, "Where it is.")
            row.put("city", registered.city, "Where it is.")
        }
        when(Renamed.self) { renamed, row in row.put("name", renamed.name) }
    }

    private static let aliases = ReadModel(
        "institution-alias", list: "aliases", when: AliasAdded.self, "Other names of institutions."
    ) { added, row in
        row.put("alias", added.alias, "The other name.")
        row.put("type", added.type, "How it came about: {words}.")
    }

    private static let affiliations = ReadModel(
        "institution-affiliation", of: Institution.self, list: "affiliations",
        "Which institution belongs to which, and how."
    ) { when in
        when(Affiliated.self) { affiliated, row in
            row.put("affiliatedTo", affiliated.to, "The institution that it belongs to.", .indexed)
            row.put("relation", affiliated.relation, "{words}.")
            row.put("affiliatedOn", row.occurredOn, "Since when.")
        }
        when(AffiliationEnded.self) { ended, row in
            row.match("affiliatedTo", ended.to)
            row.match("relation", ended.relation)
            row.match(absent: "endedOn")
            row.put("endedOn", row.occurredOn, "Until when; absent while it lasts.")
        }
    }

    private static let identifiers = ReadModel(
        "institution-identifier", list: "identifiers", when: Identified.self,
        "Numbers under which registers know institutions."
    ) { identified, row in
        row.put("scheme", identified.scheme, "The register: {words}.")
        row.put("value", identified.value, "The number there.")
    }
}
