import SutureDomain

/// What devices did in trials.
enum TrialOutcomes: ReadModel {
    static let view = View(
        "trial-outcome", of: Trial.self, list: "outcomes",
        "What devices did for subjects, as investigators saw it.",
        key: .entry,
        columns: [
            .reference("device", to: Device.self, "The device."),
            .text("result", "success, partial, failure or not_evaluable."),
            .text("subject", "The code of the subject."),
            .text("site", "The site."),
            .text("endpoint", "The endpoint that it speaks to."),
            .decimal("value", "What was measured."),
            .text("unitOfMeasure", "In what unit."),
            .text("note", "A remark."),
            .date("occurredOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Trial.OutcomeLogged.self) { outcome, rows in
            try rows.put([
                "device": outcome.device, "result": outcome.result.rawValue, "subject": outcome.subject,
                "site": outcome.site, "endpoint": outcome.endpoint, "value": outcome.value,
                "unitOfMeasure": outcome.unit, "note": outcome.note, "occurredOn": rows.occurredOn,
            ])
        }
    }
}
