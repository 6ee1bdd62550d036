import SutureDomain

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
