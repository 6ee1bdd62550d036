import SutureDomain

extension Person: Viewed {
    static let readModels = [
        persons, aliases, positions, qualifications, commitments, identifiers, honours, erasureRefusals,
        erasures,
    ]

    static let searchTerms = [
        SearchTerm(.name, of: Registered.self, "name") { $0.name },
        SearchTerm(.name, of: Registered.self, "localName") { $0.localName },
        SearchTerm(.alias, of: AliasAdded.self, "alias") { $0.alias },
    ]

    private static let persons = ReadModel(of: Person.self, "Everybody whom a record names.") { when in
        when(Registered.self) { registered, row in
            row.put("name", registered.name, "The name.", .label)
            row.put("localName", registered.localName, "The name in the person's own language and script.")
        }
    }

    private static let aliases = ReadModel(
        "person-alias", list: "aliases", when: AliasAdded.self, "Other names of persons."
    ) { added, row in
        row.put("alias", added.alias, "The other name.")
    }

    private static let positions = ReadModel(
        "person-position", of: Person.self, list: "positions", "Positions that persons hold or held."
    ) { when in
        when(PositionHeld.self) { held, row in
            row.put("at", held.at, "The institution or unit, as kind/ID.", .indexed)
            row.put("title", held.title, "What the position is called.")
            row.put("department", held.department, "The part of the institution.")
            row.put("heldOn", row.occurredOn, "When the person took it up or was known to hold it.")
        }
        when(PositionEnded.self) { ended, row in
            row.match("at", ended.at)
            row.match("title", ended.title)
            row.match(absent: "endedOn")
            row.put("endedOn", row.occurredOn, "Until when; absent while it lasts.")
        }
    }

    private static let qualifications = ReadModel(
        "person-qualification", list: "qualifications", when: Qualified.self, "What persons are qualified as."
    ) { qualified, row in
        row.put("qualification", qualified.qualification, "{words}.")
        row.put("institution", qualified.institution, "Where.")
        row.put("discipline", qualified.discipline, "In what.")
        row.put("qualifiedOn", row.occurredOn, "Since when.")
    }

    private static let commitments = ReadModel(
        "person-commitment", of: Person.self, list: "commitments", "Persons committed to units."
    ) { when in
        when(Committed.self) { committed, row in
            row.put("committedTo", committed.to, "The unit.", .indexed)
            row.put("capacity", committed.capacity, "{words}.")
            row.put("committedOn", row.occurredOn, "Since when.")
        }
        when(CommitmentEnded.self) { ended, row in
            row.match("committedTo", ended.to)
            row.match("capacity", ended.capacity)
            row.match(absent: "endedOn")
            row.put("endedOn", row.occurredOn, "Until when; absent while it lasts.")
        }
    }

    private static let identifiers = ReadModel(
        "person-identifier", list: "identifiers", when: Identified.self,
        "Numbers under which registers know persons."
    ) { identified, row in
        row.put("scheme", identified.scheme, "The register: {words}.")
        row.put("value", identified.value, "The number there.")
    }

    private static let honours = ReadModel(
        "person-honour", list: "honours", when: HonourConferred.self, "Honours that persons were given."
    ) { conferred, row in
        row.put("title", conferred.title, "The honour.")
        row.put("body", conferred.body, "Who conferred it.")
        row.put("conferredOn", row.occurredOn, "When.")
    }

    private static let erasureRefusals = ReadModel(
        "person-erasure-refusal", list: "erasureRefusals", when: ErasureRefused.self,
        "Decisions not to erase the data of persons."
    ) { refused, row in
        row.put("ground", refused.ground, "Why they are kept.")
        row.put("decidedBy", refused.decidedBy, "Who decided so.")
        row.put("refusedOn", row.occurredOn, "When.")
    }

    private static let erasures = ReadModel(
        "person-erasure", list: "erasures", when: Erased.self, "Decisions to erase the data of persons.",
        isIndexedByEntry: true
    ) { erased, row in
        row.put("legalGround", erased.legalGround, "The law or the right that demanded it.")
        row.put("decidedBy", erased.decidedBy, "Who decided so.")
        row.put("erasedOn", row.occurredOn, "When.")
    }
}
