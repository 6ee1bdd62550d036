import SutureDomain

extension Activity: Viewed {
    static let readModels: [any ReadModel.Type] = [
        Activities.self, ActivityOrganisers.self, ActivitySpeeches.self, ActivityAttendance.self,
    ]

    static func projectSearchTerms(when: inout Projection) {
        when(Planned.self) { event, rows in try rows.put("title", "title", event.title) }
    }
}

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

/// Who organises activities.
enum ActivityOrganisers: ReadModel {
    static let view = View(
        "activity-organiser", of: Activity.self, list: "organisers", "Institutions that organise activities.",
        key: .columns(["organiser"]),
        columns: [.reference("organiser", to: Institution.self, "The institution.")])

    static func project(when: inout Projection) {
        when(Activity.Planned.self) { planned, rows in
            for organiser in planned.organisers { try rows.put(["organiser": organiser]) }
        }
    }
}

/// Who said what at activities.
enum ActivitySpeeches: ReadModel {
    static let view = View(
        "activity-speech", of: Activity.self, list: "speeches", "What was said at activities.", key: .entry,
        columns: [
            .reference("person", to: Person.self, "Who spoke."),
            .text("summary", "What was said, in short."),
            .text("quote", "A sentence of it, word for word."),
            .date("givenOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Activity.SpeechGiven.self) { speech, rows in
            try rows.put([
                "person": speech.person, "summary": speech.summary, "quote": speech.quote,
                "givenOn": rows.occurredOn,
            ])
        }
    }
}

/// Who came to activities.
enum ActivityAttendance: ReadModel {
    static let view = View(
        "activity-attendance", of: Activity.self, list: "attendance", "Who came to activities.", key: .entry,
        columns: [
            .reference("institution", to: Institution.self, "The institution that came."),
            .reference("person", to: Person.self, "Who came."),
            .integer("count", "How many came."),
            .date("attendedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Activity.AttendanceRecorded.self) { attendance, rows in
            try rows.put([
                "institution": attendance.institution, "person": attendance.person,
                "count": attendance.count, "attendedOn": rows.occurredOn,
            ])
        }
    }
}
