import SutureDomain

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
