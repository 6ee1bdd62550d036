import SutureDomain

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
