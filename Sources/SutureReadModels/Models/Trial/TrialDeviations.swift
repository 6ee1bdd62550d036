import SutureDomain

/// Where trials were not conducted as planned.
enum TrialDeviations: ReadModel {
    static let view = View(
        "trial-deviation", of: Trial.self, list: "deviations", "Where trials were not conducted as planned.",
        key: .entry,
        columns: [
            .text("subject", "The code of the subject."),
            .text("site", "The site."),
            .text("severity", "minor or major."),
            .text("description", "What happened."),
            .text("action", "What was done about it."),
            .date("occurredOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Trial.DeviationRecorded.self) { deviation, rows in
            try rows.put([
                "subject": deviation.subject, "site": deviation.site, "severity": deviation.severity.rawValue,
                "description": deviation.description, "action": deviation.action,
                "occurredOn": rows.occurredOn,
            ])
        }
    }
}
