import SutureDomain

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
