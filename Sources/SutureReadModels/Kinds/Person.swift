import SutureDomain

extension Person: Viewed {
    static let readModels: [any ReadModel.Type] = [
        Persons.self, PersonAliases.self, PersonPositions.self, PersonQualifications.self,
        PersonCommitments.self, PersonIdentifiers.self, PersonHonours.self, PersonErasureRefusals.self,
        PersonErasures.self,
    ]

    static func projectSearchTerms(when: inout Projection) {
        when(Registered.self) { event, rows in
            try rows.put("name", "name", event.name)
            if let localName = event.localName { try rows.put("name", "localName", localName) }
        }
        when(AliasAdded.self) { event, rows in try rows.put("alias", "alias", event.alias) }
    }
}

/// One row per person.
enum Persons: ReadModel {
    static let view = View(
        Person.self, label: "name", "Everybody whom a record names.",
        columns: [
            .sealed("name", as: "name", "The name."),
            .sealed("localName", as: "localName", "The name in the person's own language and script."),
        ])

    static func project(when: inout Projection) {
        when(Person.Registered.self) { registered, rows in
            try rows.put(["name": registered.name, "localName": registered.localName])
        }
    }
}

/// What else a person is called.
enum PersonAliases: ReadModel {
    static let view = View(
        "person-alias", of: Person.self, list: "aliases", "Other names of persons.", key: .entry,
        columns: [.sealed("alias", as: "alias", "The other name.")])

    static func project(when: inout Projection) {
        when(Person.AliasAdded.self) { added, rows in try rows.put(["alias": added.alias]) }
    }
}

/// Which positions persons hold and held, perhaps several at once.
enum PersonPositions: ReadModel {
    static let view = View(
        "person-position", of: Person.self, list: "positions", "Positions that persons hold or held.",
        key: .entry, indexed: ["at"],
        columns: [
            .record("at", "The institution or unit, as kind/ID."),
            .text("title", "What the position is called."),
            .text("department", "The part of the institution."),
            .date("heldOn", "When the person took it up or was known to hold it."),
            .date("endedOn", "Until when; absent while it lasts."),
        ])

    static func project(when: inout Projection) {
        when(Person.PositionHeld.self) { held, rows in
            try rows.put([
                "at": held.at, "title": held.title, "department": held.department, "heldOn": rows.occurredOn,
            ])
        }
        when(Person.PositionEnded.self) { ended, rows in
            try rows.update(
                where: ["at": ended.at, "title": ended.title, "endedOn": String?.none],
                set: ["endedOn": rows.occurredOn])
        }
    }
}

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

/// Who is committed to which unit, and as what.
enum PersonCommitments: ReadModel {
    static let view = View(
        "person-commitment", of: Person.self, list: "commitments", "Persons committed to units.", key: .entry,
        indexed: ["committedTo"],
        columns: [
            .reference("committedTo", to: Unit.self, "The unit."),
            .text("capacity", "doctor, doctoral_candidate, teacher or other."),
            .date("committedOn", "Since when."),
            .date("endedOn", "Until when; absent while it lasts."),
        ])

    static func project(when: inout Projection) {
        when(Person.Committed.self) { committed, rows in
            try rows.put([
                "committedTo": committed.to, "capacity": committed.capacity.rawValue,
                "committedOn": rows.occurredOn,
            ])
        }
        when(Person.CommitmentEnded.self) { ended, rows in
            try rows.update(
                where: [
                    "committedTo": ended.to, "capacity": ended.capacity.rawValue, "endedOn": String?.none,
                ],
                set: ["endedOn": rows.occurredOn])
        }
    }
}

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

/// Which honours persons were given.
enum PersonHonours: ReadModel {
    static let view = View(
        "person-honour", of: Person.self, list: "honours", "Honours that persons were given.", key: .entry,
        columns: [
            .text("title", "The honour."),
            .text("body", "Who conferred it."),
            .date("conferredOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Person.HonourConferred.self) { conferred, rows in
            try rows.put([
                "title": conferred.title, "body": conferred.body, "conferredOn": rows.occurredOn,
            ])
        }
    }
}

/// Why persons' data were not erased although it was asked for.
enum PersonErasureRefusals: ReadModel {
    static let view = View(
        "person-erasure-refusal", of: Person.self, list: "erasureRefusals",
        "Decisions not to erase the data of persons.", key: .entry,
        columns: [
            .text("ground", "Why they are kept."),
            .text("decidedBy", "Who decided so."),
            .date("refusedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Person.ErasureRefused.self) { refused, rows in
            try rows.put([
                "ground": refused.ground, "decidedBy": refused.decidedBy, "refusedOn": rows.occurredOn,
            ])
        }
    }
}

/// On what grounds persons' data were erased.
enum PersonErasures: ReadModel {
    static let view = View(
        "person-erasure", of: Person.self, list: "erasures", "Decisions to erase the data of persons.",
        key: .entry, indexed: ["entry"],
        columns: [
            .text("legalGround", "The law or the right that demanded it."),
            .text("decidedBy", "Who decided so."),
            .date("erasedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Person.Erased.self) { erased, rows in
            try rows.put([
                "legalGround": erased.legalGround, "decidedBy": erased.decidedBy, "erasedOn": rows.occurredOn,
            ])
        }
    }
}
