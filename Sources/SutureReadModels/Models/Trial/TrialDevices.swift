import SutureDomain

/// Which devices trials investigate.
enum TrialDevices: ReadModel {
    static let view = View(
        "trial-device", of: Trial.self, list: "devices", "Which trial investigates which device.",
        key: .columns(["device"]), indexed: ["device"],
        columns: [
            .reference("device", to: Device.self, "The device, or the set of devices."),
            .date("addedOn", "Since when."),
        ])

    static func project(when: inout Projection) {
        when(Trial.Planned.self) { planned, rows in
            for device in planned.devices { try rows.put(["device": device, "addedOn": rows.occurredOn]) }
        }
        when(Trial.DeviceAdded.self) { added, rows in
            try rows.put(["device": added.device, "addedOn": rows.occurredOn])
        }
    }
}
