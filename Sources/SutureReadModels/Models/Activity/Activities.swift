import SutureDomain

/// One row per activity.
enum Activities: ReadModel {
    static let view = View(
        Activity.self, label: "title", "Meetings and other occasions to which people come.",
        columns: [
            .text("title", "What it is called."),
            .list("types", "What kinds of activity it is, all at once."),
            .text("status", "planned, held or cancelled."),
            .text("venue", "Where it took place or is to take place."),
            .date("plannedOn", "When it was planned."),
            .date("scheduledFor", "When it was to take place."),
            .date("heldOn", "When it took place."),
            .text("heldAt", "At what time of day it began, by the clock there."),
            .date("cancelledOn", "When it was cancelled."),
            .text("cancellationGround", "Why it was cancelled."),
        ])

    static func project(when: inout Projection) {
        when(Activity.Planned.self) { planned, rows in
            try rows.put([
                "title": planned.title, "types": ListValue(planned.types.map(\.rawValue)),
                "status": "planned", "venue": planned.venue, "plannedOn": rows.occurredOn,
                "scheduledFor": planned.scheduledFor,
            ])
        }
        when(Activity.Held.self) { held, rows in
            try rows.update(set: ["status": "held", "heldOn": rows.occurredOn, "heldAt": held.at])
            if let venue = held.venue { try rows.update(set: ["venue": venue]) }
        }
        when(Activity.Cancelled.self) { cancelled, rows in
            try rows.update(set: [
                "status": "cancelled", "cancelledOn": rows.occurredOn,
                "cancellationGround": cancelled.ground,
            ])
        }
    }
}
