import SutureDomain

extension Achievement: Viewed {
    static let readModels: [any ReadModel.Type] = [
        Achievements.self, AchievementUnits.self, AchievementProjects.self, AchievementDevices.self,
        AchievementPersons.self, AchievementApplications.self,
    ]

    static func projectSearchTerms(when: inout Projection) {
        when(Recorded.self) { event, rows in try rows.put("title", "title", event.title) }
    }
}

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

/// Of which projects achievements came.
enum AchievementProjects: ReadModel {
    static let view = View(
        "achievement-project", of: Achievement.self, list: "projects", "Projects and what came of them.",
        key: .columns(["project"]), indexed: ["project"],
        columns: [.reference("project", to: Project.self, "The project.")])

    static func project(when: inout Projection) {
        when(Achievement.Recorded.self) { recorded, rows in
            for project in recorded.projects { try rows.put(["project": project]) }
        }
    }
}

/// Which devices achievements are about.
enum AchievementDevices: ReadModel {
    static let view = View(
        "achievement-device", of: Achievement.self, list: "devices",
        "Devices and the achievements about them.",
        key: .columns(["device"]), indexed: ["device"],
        columns: [.reference("device", to: Device.self, "The device.")])

    static func project(when: inout Projection) {
        when(Achievement.Recorded.self) { recorded, rows in
            for device in recorded.devices { try rows.put(["device": device]) }
        }
    }
}

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
