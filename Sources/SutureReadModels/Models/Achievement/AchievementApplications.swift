import SutureDomain

/// Where achievements were used on patients, and to what effect.
enum AchievementApplications: ReadModel {
    static let view = View(
        "achievement-application", of: Achievement.self, list: "clinicalApplications",
        "Clinical applications of achievements.", key: .entry,
        columns: [
            .reference("hospital", to: Institution.self, "The hospital."),
            .text("effect", "What it brought about there."),
            .integer("volume", "How many times it was used."),
            .date("appliedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Achievement.AppliedClinically.self) { applied, rows in
            try rows.put([
                "hospital": applied.hospital, "effect": applied.effect, "volume": applied.volume,
                "appliedOn": rows.occurredOn,
            ])
        }
    }
}
