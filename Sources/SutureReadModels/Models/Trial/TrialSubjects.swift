import SutureDomain

/// Who takes part in trials, by code.
enum TrialSubjects: ReadModel {
    static let view = View(
        "trial-subject", of: Trial.self, list: "subjects", "Subjects of trials, by their codes.",
        key: .columns(["subject"]),
        columns: [
            .text("subject", "The code of the subject."),
            .text("site", "The site."),
            .date("consentedOn", "When consent was given."),
            .text("arm", "The arm of the trial."),
            .text("status", "enrolled, completed or withdrawn."),
            .date("enrolledOn", "When the subject was enrolled."),
            .date("endedOn", "When the subject completed or was withdrawn."),
            .text("cause", "Why the subject was withdrawn."),
            .text("ground", "Why, in words."),
        ])

    static func project(when: inout Projection) {
        when(Trial.SubjectEnrolled.self) { enrolled, rows in
            try rows.put([
                "subject": enrolled.subject, "site": enrolled.site, "consentedOn": enrolled.consentedOn,
                "arm": enrolled.arm, "status": "enrolled", "enrolledOn": rows.occurredOn,
            ])
        }
        when(Trial.SubjectCompleted.self) { completed, rows in
            try rows.put([
                "subject": completed.subject, "status": "completed", "endedOn": rows.occurredOn,
            ])
        }
        when(Trial.SubjectWithdrawn.self) { withdrawn, rows in
            try rows.put([
                "subject": withdrawn.subject, "status": "withdrawn", "endedOn": rows.occurredOn,
                "cause": withdrawn.cause.rawValue, "ground": withdrawn.ground,
            ])
        }
    }
}
