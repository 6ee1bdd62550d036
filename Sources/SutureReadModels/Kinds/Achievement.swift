import SutureDomain

extension Achievement: Viewed {
    static let readModels = [achievements, units, projects, devices, persons, clinicalApplications]

    static let searchTerms = [
        SearchTerm(.title, of: Recorded.self, "title") { $0.title }
    ]

    private static let achievements = ReadModel(
        of: Achievement.self, "What came of the programme's work.",
        computed: [
            QueryColumn(
                "applications", .integer, "How many clinical applications are recorded.",
                sql: "(SELECT count(*) FROM achievement_application a WHERE a.achievement = t.id)")
        ]
    ) { when in
        when(Recorded.self) { recorded, row in
            row.put("title", recorded.title, "What it is called.", .label)
            row.put("type", recorded.type, "{words}.")
            row.put("identifier", recorded.identifier, "Under which others find it.")
            row.put("status", "recorded", "recorded or retracted.")
            row.put("recordedOn", row.occurredOn, "Since when it is there.")
        }
        when(Retracted.self) { retracted, row in
            row.put("status", "retracted")
            row.put("retractedOn", row.occurredOn, "When it was retracted; absent while it stands.")
            row.put("retractionGround", retracted.ground, "Why it was retracted.")
        }
    }

    private static let units = ReadModel(
        "achievement-unit", of: Achievement.self, list: "units", "Units and their achievements."
    ) { when in
        when(Recorded.self, each: \.units) { _, unit, row in
            row.put("unit", unit, "The unit.", [.key, .indexed])
        }
    }

    private static let projects = ReadModel(
        "achievement-project", of: Achievement.self, list: "projects", "Projects and what came of them."
    ) { when in
        when(Recorded.self, each: \.projects) { _, project, row in
            row.put("project", project, "The project.", [.key, .indexed])
        }
    }

    private static let devices = ReadModel(
        "achievement-device", of: Achievement.self, list: "devices",
        "Devices and the achievements about them."
    ) { when in
        when(Recorded.self, each: \.devices) { _, device, row in
            row.put("device", device, "The device.", [.key, .indexed])
        }
    }

    private static let persons = ReadModel(
        "achievement-person", of: Achievement.self, list: "persons", "Persons and what they achieved."
    ) { when in
        when(Recorded.self, each: \.persons) { _, person, row in
            row.put("person", person, "The person.", [.key, .indexed])
        }
    }

    private static let clinicalApplications = ReadModel(
        "achievement-application", of: Achievement.self, list: "clinicalApplications",
        "Clinical applications of achievements."
    ) { when in
        when(AppliedClinically.self) { applied, row in
            row.put("hospital", applied.hospital, "The hospital.")
            row.put("effect", applied.effect, "What it brought about there.")
            row.put("volume", applied.volume, "How many times it was used.")
            row.put("appliedOn", row.occurredOn, "When.")
        }
    }
}
