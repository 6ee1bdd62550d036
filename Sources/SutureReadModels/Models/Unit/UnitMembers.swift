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

    /// Counts the present members that are known by name. One is one: with `asOf` it may have joined again before it left.
    static func namedCountSQL(unit: String) -> String {
        "(SELECT count(DISTINCT m.institution) FROM unit_member m WHERE m.unit = \(unit) AND m.left_on IS NULL)"
    }

    /// Counts the members that were recorded by number and have not been named since. Not below zero: with `asOf` a
    /// naming may count before the number does.
    static func unnamedCountSQL(unit: String) -> String {
        """
        max(0, (SELECT coalesce(sum(n.count), 0) FROM unit_unnamed_member n WHERE n.unit = \(unit)) \
        - (SELECT count(*) FROM unit_member m WHERE m.unit = \(unit) AND m.formerly_unnamed))
        """
    }
}
