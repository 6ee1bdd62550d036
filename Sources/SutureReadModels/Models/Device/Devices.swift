import SutureDomain

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
