import SutureDomain

/// What became known of adverse events later.
enum AdverseEventFollowUps: ReadModel {
    static let view = View(
        "adverse-event-follow-up", of: AdverseEvent.self, list: "followUps",
        "What became known of adverse events later.", key: .entry,
        columns: [
            .text("text", "What became known."),
            .date("occurredOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(AdverseEvent.FollowedUp.self) { followed, rows in
            try rows.put(["text": followed.text, "occurredOn": rows.occurredOn])
        }
    }
}
