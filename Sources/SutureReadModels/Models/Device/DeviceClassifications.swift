import SutureDomain

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
