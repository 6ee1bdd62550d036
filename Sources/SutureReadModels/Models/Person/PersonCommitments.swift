import SutureDomain

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
