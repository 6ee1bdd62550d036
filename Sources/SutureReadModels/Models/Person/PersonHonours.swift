import SutureDomain

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
