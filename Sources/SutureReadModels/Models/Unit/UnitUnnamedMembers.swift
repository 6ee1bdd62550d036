import SutureDomain

/// Members of units that are known by number only.
enum UnitUnnamedMembers: ReadModel {
    static let view = View(
        "unit-unnamed-member", of: Unit.self, list: "unnamedMemberRecords",
        "Members of units that were recorded by number; those named later are counted out again.",
        key: .entry,
        columns: [
            .integer("count", "How many."),
            .text("description", "What is known of them."),
            .date("recordedFor", "When they were members."),
        ])

    static func project(when: inout Projection) {
        when(Unit.UnnamedMembersRecorded.self) { recorded, rows in
            try rows.put([
                "count": recorded.count, "description": recorded.description, "recordedFor": rows.occurredOn,
            ])
        }
    }
}
