import SutureDomain

/// Which institutions are members of units by name.
enum UnitMembers: ReadModel {
    static let view = View(
        "unit-member", of: Unit.self, list: "members",
        "Institutions that are or were members of units by name.",
        key: .entry, indexed: ["institution"],
        columns: [
            .reference("institution", to: Institution.self, "The member."),
            .text("role", "lead, founder or member."),
            .boolean("formerlyUnnamed", "Whether it had been counted among the unnamed members."),
            .date("joinedOn", "Since when."),
            .date("leftOn", "Until when; absent while it is a member."),
        ])

    static func project(when: inout Projection) {
        when(Unit.MemberJoined.self) { joined, rows in
            try rows.put([
                "institution": joined.institution, "role": joined.role.rawValue,
                "formerlyUnnamed": joined.formerlyUnnamed ?? false, "joinedOn": rows.occurredOn,
            ])
        }
        when(Unit.MemberLeft.self) { left, rows in
            try rows.update(
                where: ["institution": left.institution, "leftOn": String?.none],
                set: ["leftOn": rows.occurredOn])
        }
    }
}
