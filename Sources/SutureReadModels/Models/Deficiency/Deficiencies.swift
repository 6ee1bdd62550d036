import SutureDomain

/// One row per deficiency of a device.
enum Deficiencies: ReadModel {
    static let view = View(
        Deficiency.self, label: "type", "Shortcomings of devices, whether or not they harmed anyone.",
        indexed: ["trial", "device"],
        columns: [
            .text("type", "malfunction, quality, durability, usability, labelling, use_error or other."),
            .text("description", "What was found."),
            .reference("trial", to: Trial.self, "The trial in which it was found."),
            .reference("device", to: Device.self, "The device."),
            .boolean("couldHaveLedToSeriousEvent", "Whether it might have led to serious harm."),
            .text("awareAt", "When whoever had to report it knew of it, in UTC."),
            .reference("adverseEvent", to: AdverseEvent.self, "The harm that it led to."),
            .text("status", "open or closed."),
            .date("reportedOn", "When it was reported."),
            .date("closedOn", "When it was closed."),
        ])

    static func project(when: inout Projection) {
        when(Deficiency.Reported.self) { reported, rows in
            try rows.put([
                "type": reported.type.rawValue, "description": reported.description,
                "trial": reported.trial, "device": reported.device,
                "couldHaveLedToSeriousEvent": reported.couldHaveLedToSeriousEvent,
                "awareAt": reported.awareAt, "adverseEvent": reported.adverseEvent, "status": "open",
                "reportedOn": rows.occurredOn,
            ])
        }
        when(Deficiency.Closed.self) { _, rows in
            try rows.update(set: ["status": "closed", "closedOn": rows.occurredOn])
        }
    }
}
