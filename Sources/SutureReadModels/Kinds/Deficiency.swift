import SutureDomain

extension Deficiency: Viewed {
    static let readModels: [any ReadModel.Type] = [
        Deficiencies.self, DeficiencyNotifications.self, DeficiencyInvestigations.self,
    ]

    static func projectSearchTerms(when: inout Projection) {
        when(Reported.self) { event, rows in
            try rows.put("statement", "description", event.description)
        }
    }
}

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

/// Who was told of deficiencies.
enum DeficiencyNotifications: ReadModel {
    static let view = View(
        "deficiency-notification", of: Deficiency.self, list: "notifications",
        "Who was told of deficiencies, by whom and when.", key: .entry,
        columns: [
            .text("by", "Who told: investigator or sponsor."),
            .text("recipient", "Who was told: sponsor, ethics_committee, authority, site or other."),
            .text("type", "initial, follow_up or final."),
            .text("at", "When the report was sent, in UTC."),
        ])

    static func project(when: inout Projection) {
        when(Deficiency.Notified.self) { notified, rows in
            try rows.put([
                "by": notified.by.rawValue, "recipient": notified.recipient.rawValue,
                "type": notified.type.rawValue, "at": notified.at,
            ])
        }
    }
}

/// What was found to be the cause of deficiencies.
enum DeficiencyInvestigations: ReadModel {
    static let view = View(
        "deficiency-investigation", of: Deficiency.self, list: "investigations",
        "What was found to be the cause of deficiencies.", key: .entry,
        columns: [
            .text("finding", "What was found."),
            .text("conclusion", "What follows from it."),
            .date("investigatedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Deficiency.Investigated.self) { investigated, rows in
            try rows.put([
                "finding": investigated.finding, "conclusion": investigated.conclusion,
                "investigatedOn": rows.occurredOn,
            ])
        }
    }
}
