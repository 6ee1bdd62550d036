import SutureDomain

/// Who achieved what.
enum AchievementPersons: ReadModel {
    static let view = View(
        "achievement-person", of: Achievement.self, list: "persons", "Persons and what they achieved.",
        key: .columns(["person"]), indexed: ["person"],
        columns: [.reference("person", to: Person.self, "The person.")])

    static func project(when: inout Projection) {
        when(Achievement.Recorded.self) { recorded, rows in
            for person in recorded.persons { try rows.put(["person": person]) }
        }
    }
}
