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
            row.put("status", Status.recorded, "{words}.")
            row.put("recordedOn", row.occurredOn, "Since when it is there.")
        }
        when(transition: Retracted.self) { retracted, row in
            row.put("retractedOn", row.occurredOn, "When it was retracted; absent while it stands.")
            row.put("retractionGround", retracted.ground, "Why it was retracted.")
        }
    }

    private static let units = ReadModel(
        "achievement-unit", list: "units", when: Recorded.self, each: \.units, "Units and their achievements."
    ) { _, unit, row in
        row.put("unit", unit, "The unit.", [.key, .indexed])
    }

    private static let projects = ReadModel(
        "achievement-project", list: "projects", when: Recorded.self, each: \.projects,
        "Projects and what came of them."
    ) { _, project, row in
        row.put("project", project, "The project.", [.key, .indexed])
    }

    private static let devices = ReadModel(
        "achievement-device", list: "devices", when: Recorded.self, each: \.devices,
        "Devices and the achievements about them."
    ) { _, device, row in
        row.put("device", device, "The device.", [.key, .indexed])
    }

    private static let persons = ReadModel(
        "achievement-person", list: "persons", when: Recorded.self, each: \.persons,
        "Persons and what they achieved."
    ) { _, person, row in
        row.put("person", person, "The person.", [.key, .indexed])
    }

    private static let clinicalApplications = ReadModel(
        "achievement-application", list: "clinicalApplications", when: AppliedClinically.self,
        "Clinical applications of achievements."
    ) { applied, row in
        row.put("hospital", applied.hospital, "The hospital.")
        row.put("effect", applied.effect, "What it brought about there.")
        row.put("volume", applied.volume, "How many times it was used.")
        row.put("appliedOn", row.occurredOn, "When.")
    }
}
