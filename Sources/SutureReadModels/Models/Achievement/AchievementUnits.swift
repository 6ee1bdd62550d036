import SutureDomain

/// Whose achievement it is.
enum AchievementUnits: ReadModel {
    static let view = View(
        "achievement-unit", of: Achievement.self, list: "units", "Units and their achievements.",
        key: .columns(["unit"]), indexed: ["unit"],
        columns: [.reference("unit", to: Unit.self, "The unit.")])

    static func project(when: inout Projection) {
        when(Achievement.Recorded.self) { recorded, rows in
            for unit in recorded.units { try rows.put(["unit": unit]) }
        }
    }
}
