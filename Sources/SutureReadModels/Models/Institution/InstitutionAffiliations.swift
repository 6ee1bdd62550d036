import SutureDomain

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
