import SutureDomain

extension Activity: Viewed {
    static let readModels = [activities, organisers, speeches, attendance]

    static let searchTerms = [
        SearchTerm(.title, of: Planned.self, "title") { $0.title }
    ]

    private static let activities = ReadModel(
        of: Activity.self, "Meetings and other occasions to which people come."
    ) { when in
        when(Planned.self) { planned, row in
            row.put("title", planned.title, "What it is called.", .label)
            row.put("types", planned.types, "What kinds of activity it is, all at once.")
            row.put("status", Status.planned, "{words}.")
            row.put("venue", planned.venue, "Where it took place or is to take place.")
            row.put("plannedOn", row.occurredOn, "When it was planned.")
            row.put("scheduledFor", planned.scheduledFor, "When it was to take place.")
        }
        when(transition: Held.self) { held, row in
            row.put("venue", ifPresent: held.venue)
            row.put("heldOn", row.occurredOn, "When it took place.")
            row.put("heldAt", held.at, "At what time of day it began, by the clock there.")
        }
        when(transition: Cancelled.self) { cancelled, row in
            row.put("cancelledOn", row.occurredOn, "When it was cancelled.")
            row.put("cancellationGround", cancelled.ground, "Why it was cancelled.")
        }
    }

    private static let organisers = ReadModel(
        "activity-organiser", list: "organisers", when: Planned.self, each: \.organisers,
        "Institutions that organise activities."
    ) { _, organiser, row in
        row.put("organiser", organiser, "The institution.", .key)
    }

    private static let speeches = ReadModel(
        "activity-speech", list: "speeches", when: SpeechGiven.self, "What was said at activities."
    ) { speech, row in
        row.put("person", speech.person, "Who spoke.")
        row.put("summary", speech.summary, "What was said, in short.")
        row.put("quote", speech.quote, "A sentence of it, word for word.")
        row.put("givenOn", row.occurredOn, "When.")
    }

    private static let attendance = ReadModel(
        "activity-attendance", list: "attendance", when: AttendanceRecorded.self, "Who came to activities."
    ) { attendance, row in
        row.put("institution", attendance.institution, "The institution that came.")
        row.put("person", attendance.person, "Who came.")
        row.put("count", attendance.count, "How many came.")
        row.put("attendedOn", row.occurredOn, "When.")
    }
}
