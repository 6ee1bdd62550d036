import SutureJSON

extension Programme {
    mutating func recordDevices() {
        for device in InvestigatedDevice.all {
            record(
                "device.register", device.id,
                [
                    "name": .string(device.name), "type": .string(device.type), "stage": "investigational",
                    "members": [],
                ],
                from: .assessment2022)
            record(
                "device.classify", device.id, ["scheme": "fda", "code": .string(device.productCode)],
                from: .classification)
        }
    }
}
