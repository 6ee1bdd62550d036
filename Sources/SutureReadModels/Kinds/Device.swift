import SutureDomain

extension Device: Viewed {
    static let readModels = [devices, stages, versions, classifications, udis]

    static let searchTerms = [
        SearchTerm(.name, of: Registered.self, "name") { $0.name }
    ]

    private static let devices = ReadModel(of: Device.self, "Medical devices and sets of them.") { when in
        when(Registered.self) { registered, row in
            row.put("name", registered.name, "What it is called.", .label)
            row.put("type", registered.type, "{words}.")
            row.put("stage", (registered.stage ?? .concept), "How far it is developed.")
            row.put("project", registered.project, "The project that it comes from.", .indexed)
            row.put("developer", registered.developer, "Who develops it.")
            row.put("intendedUse", registered.intendedUse, "What it is meant for.")
            row.put("model", registered.model, "The manufacturer's model.")
            row.put("catalogueNumber", registered.catalogueNumber, "The manufacturer's catalogue number.")
            row.put("members", registered.members, "Of a set: the devices in it.")
        }
        when(StageChanged.self) { changed, row in row.put("stage", changed.stage) }
    }

    private static let stages = ReadModel(
        "device-stage", of: Device.self, list: "stages", "Stages that devices reached."
    ) { when in
        when(Registered.self) { registered, row in
            row.put("stage", (registered.stage ?? .concept), "The stage.")
            row.put("reachedOn", row.occurredOn, "When.")
        }
        when(StageChanged.self) { changed, row in
            row.put("stage", changed.stage)
            row.put("reachedOn", row.occurredOn)
        }
    }

    private static let versions = ReadModel(
        "device-version", list: "versions", when: VersionReleased.self, "Versions of devices."
    ) { released, row in
        row.put("version", released.version, "The version.", .key)
        row.put("changes", released.changes, "What changed.")
        row.put("releasedOn", row.occurredOn, "When.")
    }

    private static let classifications = ReadModel(
        "device-classification", list: "classifications", when: Classified.self,
        "Codes of devices in the schemes of regulators and naming bodies."
    ) { classified, row in
        row.put("scheme", classified.scheme, "{words}.")
        row.put("code", classified.code, "The code there.", .indexed)
        row.put("class", classified.class, "The risk class there.")
        row.put("classifiedOn", row.occurredOn, "When.")
    }

    private static let udis = ReadModel(
        "device-udi", list: "udis", when: UDIAssigned.self, "Unique device identifiers (UDI-DI)."
    ) { assigned, row in
        row.put("di", assigned.di, "The device identifier.", .indexed)
        row.put("agency", assigned.agency, "Who issued it: {words}.")
        row.put("assignedOn", row.occurredOn, "When.")
    }
}
