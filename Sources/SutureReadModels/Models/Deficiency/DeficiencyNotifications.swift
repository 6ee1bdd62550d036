import SutureDomain

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
