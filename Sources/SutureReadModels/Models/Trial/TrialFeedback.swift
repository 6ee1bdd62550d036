import SutureDomain

/// What users said of devices in trials.
enum TrialFeedback: ReadModel {
    static let view = View(
        "trial-feedback", of: Trial.self, list: "feedback", "What users of devices said of them.",
        key: .entry,
        columns: [
            .reference("device", to: Device.self, "The device."),
            .text("sentiment", "acclaimed, positive, neutral or negative."),
            .reference("institution", to: Institution.self, "The users' institution."),
            .reference("person", to: Person.self, "The user."),
            .text("text", "What was said."),
            .date("occurredOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Trial.FeedbackRecorded.self) { feedback, rows in
            try rows.put([
                "device": feedback.device, "sentiment": feedback.sentiment.rawValue,
                "institution": feedback.institution, "person": feedback.person, "text": feedback.text,
                "occurredOn": rows.occurredOn,
            ])
        }
    }
}
