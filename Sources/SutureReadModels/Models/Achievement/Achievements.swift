import SutureDomain

/// One row per achievement.
enum Achievements: ReadModel {
    static let view = View(
        Achievement.self, label: "title", "What came of the programme's work.",
        columns: [
            .text("title", "What it is called."),
            .text(
                "type", "paper, patent, software, prototype, product, standard, award, method or other."),
            .text("identifier", "Under which others find it."),
            .text("status", "recorded or retracted."),
            .date("recordedOn", "Since when it is there."),
            .date("retractedOn", "When it was retracted; absent while it stands."),
            .text("retractionGround", "Why it was retracted."),
        ],
        computed: [
            ComputedColumn(
                name: "applications", meaning: "How many clinical applications are recorded.",
                sql: "(SELECT count(*) FROM achievement_application a WHERE a.achievement = t.id)")
        ])

    static func project(when: inout Projection) {
        when(Achievement.Recorded.self) { recorded, rows in
            try rows.put([
                "title": recorded.title, "type": recorded.type.rawValue, "identifier": recorded.identifier,
                "status": "recorded", "recordedOn": rows.occurredOn,
            ])
        }
        when(Achievement.Retracted.self) { retracted, rows in
            try rows.update(set: [
                "status": "retracted", "retractedOn": rows.occurredOn, "retractionGround": retracted.ground,
            ])
        }
    }
}
