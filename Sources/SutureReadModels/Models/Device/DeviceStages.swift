import SutureDomain

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
