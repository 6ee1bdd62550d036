import SutureDomain

extension Device: Viewed {
    static let readModels: [any ReadModel.Type] = [
        Devices.self, DeviceStages.self, DeviceVersions.self, DeviceClassifications.self,
        DeviceIdentifiers.self,
    ]

    static func projectSearchTerms(when: inout Projection) {
        when(Registered.self) { event, rows in try rows.put("name", "name", event.name) }
    }
}

/// One row per device or set of devices.
enum Devices: ReadModel {
    static let view = View(
        Device.self, label: "name", "Medical devices and sets of them.", indexed: ["project"],
        columns: [
            .text("name", "What it is called."),
            .text("type", "suture, suture_needle, ultrasonic_knife, high_frequency_electric_knife or other."),
            .text("stage", "How far it is developed."),
            .reference("project", to: Project.self, "The project that it comes from."),
            .reference("developer", to: Institution.self, "Who develops it."),
            .text("intendedUse", "What it is meant for."),
            .text("model", "The manufacturer's model."),
            .text("catalogueNumber", "The manufacturer's catalogue number."),
            .list("members", "Of a set: the devices in it."),
        ])

    static func project(when: inout Projection) {
        when(Device.Registered.self) { registered, rows in
            try rows.put([
                "name": registered.name, "type": registered.type.rawValue,
                "stage": (registered.stage ?? .concept).rawValue, "project": registered.project,
                "developer": registered.developer, "intendedUse": registered.intendedUse,
                "model": registered.model, "catalogueNumber": registered.catalogueNumber,
                "members": ListValue(registered.members),
            ])
        }
        when(Device.StageChanged.self) { changed, rows in
            try rows.update(set: ["stage": changed.stage.rawValue])
        }
    }
}

/// How devices moved on in their development.
enum DeviceStages: ReadModel {
    static let view = View(
        "device-stage", of: Device.self, list: "stages", "Stages that devices reached.", key: .entry,
        columns: [
            .text("stage", "The stage."),
            .date("reachedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Device.Registered.self) { registered, rows in
            try rows.put(["stage": (registered.stage ?? .concept).rawValue, "reachedOn": rows.occurredOn])
        }
        when(Device.StageChanged.self) { changed, rows in
            try rows.put(["stage": changed.stage.rawValue, "reachedOn": rows.occurredOn])
        }
    }
}

/// Versions of devices.
enum DeviceVersions: ReadModel {
    static let view = View(
        "device-version", of: Device.self, list: "versions", "Versions of devices.",
        key: .columns(["version"]),
        columns: [
            .text("version", "The version."),
            .text("changes", "What changed."),
            .date("releasedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Device.VersionReleased.self) { released, rows in
            try rows.put([
                "version": released.version, "changes": released.changes, "releasedOn": rows.occurredOn,
            ])
        }
    }
}

/// What regulators' and naming bodies' schemes call devices.
enum DeviceClassifications: ReadModel {
    static let view = View(
        "device-classification", of: Device.self, list: "classifications",
        "Codes of devices in the schemes of regulators and naming bodies.", key: .entry, indexed: ["code"],
        columns: [
            .text("scheme", "fda, nmpa, eu_mdr, gmdn or emdn."),
            .text("code", "The code there."),
            .text("class", "The risk class there."),
            .date("classifiedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Device.Classified.self) { classified, rows in
            try rows.put([
                "scheme": classified.scheme.rawValue, "code": classified.code, "class": classified.class,
                "classifiedOn": rows.occurredOn,
            ])
        }
    }
}

/// Unique device identifiers (UDI-DI).
enum DeviceIdentifiers: ReadModel {
    static let view = View(
        "device-udi", of: Device.self, list: "udis", "Unique device identifiers (UDI-DI).", key: .entry,
        indexed: ["di"],
        columns: [
            .text("di", "The device identifier."),
            .text("agency", "Who issued it: gs1, hibcc or iccbba."),
            .date("assignedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Device.UDIAssigned.self) { assigned, rows in
            try rows.put([
                "di": assigned.di, "agency": assigned.agency.rawValue, "assignedOn": rows.occurredOn,
            ])
        }
    }
}
