import SutureDomain

/// Who was told of adverse events.
enum AdverseEventNotifications: ReadModel {
    static let view = View(
        "adverse-event-notification", of: AdverseEvent.self, list: "notifications",
        "Who was told of adverse events, by whom and when.", key: .entry,
        columns: [
            .text("by", "Who told: investigator or sponsor."),
            .text("recipient", "Who was told: sponsor, ethics_committee, authority, site or other."),
            .text("type", "initial, follow_up or final."),
            .text("at", "When the report was sent, in UTC."),
        ])

    static func project(when: inout Projection) {
        when(AdverseEvent.Notified.self) { notified, rows in
            try rows.put([
                "by": notified.by.rawValue, "recipient": notified.recipient.rawValue,
                "type": notified.type.rawValue, "at": notified.at,
            ])
        }
    }
}
