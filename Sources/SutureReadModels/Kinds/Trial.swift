import SutureDomain

extension Trial: Viewed {
    static let readModels: [any ReadModel.Type] = [
        Trials.self, TrialDevices.self, TrialSites.self, TrialEthicsOpinions.self, TrialEndpoints.self,
        TrialSubjects.self, TrialOutcomes.self, TrialDeviations.self, TrialFeedback.self,
    ]

    static func projectSearchTerms(when: inout Projection) {
        when(Planned.self) { event, rows in try rows.put("title", "title", event.title) }
        when(EndpointDefined.self) { event, rows in try rows.put("title", "title", event.title) }
    }
}

/// One row per clinical investigation.
enum Trials: ReadModel {
    static let view = View(
        Trial.self, label: "title", "Clinical investigations of devices.",
        columns: [
            .text("title", "What it is called."),
            .reference("sponsor", to: Institution.self, "Who is responsible for it."),
            .text("design", "How it is designed."),
            .integer("plannedSubjects", "How many subjects were planned."),
            .text("regime", "The rules of safety reporting: nmpa_2022 or none."),
            .text("gcpEdition", "The edition of good clinical practice that it follows."),
            .text("status", "planned, running, suspended, completed or terminated."),
            .date("plannedOn", "When it was planned."),
            .date("startedOn", "When it was started."),
            .date("endedOn", "When it was completed or terminated."),
            .text("suspensionGround", "Why it was last suspended."),
            .text("terminationGround", "Why it was terminated."),
            .text("publishedIn", "Where its results were published."),
            .date("publishedOn", "When they were."),
        ])

    static func project(when: inout Projection) {
        when(Trial.Planned.self) { planned, rows in
            try rows.put([
                "title": planned.title, "sponsor": planned.sponsor, "design": planned.design,
                "plannedSubjects": planned.plannedSubjects, "regime": planned.regime.rawValue,
                "gcpEdition": planned.gcpEdition, "status": "planned", "plannedOn": rows.occurredOn,
            ])
        }
        when(Trial.Started.self) { _, rows in
            try rows.update(set: ["status": "running", "startedOn": rows.occurredOn])
        }
        when(Trial.Suspended.self) { suspended, rows in
            try rows.update(set: ["status": "suspended", "suspensionGround": suspended.ground])
        }
        when(Trial.Resumed.self) { _, rows in try rows.update(set: ["status": "running"]) }
        when(Trial.Completed.self) { _, rows in
            try rows.update(set: ["status": "completed", "endedOn": rows.occurredOn])
        }
        when(Trial.Terminated.self) { terminated, rows in
            try rows.update(set: [
                "status": "terminated", "endedOn": rows.occurredOn, "terminationGround": terminated.ground,
            ])
        }
        when(Trial.ResultsPublished.self) { published, rows in
            try rows.update(set: ["publishedIn": published.where, "publishedOn": rows.occurredOn])
        }
    }
}

/// Which devices trials investigate.
enum TrialDevices: ReadModel {
    static let view = View(
        "trial-device", of: Trial.self, list: "devices", "Which trial investigates which device.",
        key: .columns(["device"]), indexed: ["device"],
        columns: [
            .reference("device", to: Device.self, "The device, or the set of devices."),
            .date("addedOn", "Since when."),
        ])

    static func project(when: inout Projection) {
        when(Trial.Planned.self) { planned, rows in
            for device in planned.devices { try rows.put(["device": device, "addedOn": rows.occurredOn]) }
        }
        when(Trial.DeviceAdded.self) { added, rows in
            try rows.put(["device": added.device, "addedOn": rows.occurredOn])
        }
    }
}

/// Where trials take place.
enum TrialSites: ReadModel {
    static let view = View(
        "trial-site", of: Trial.self, list: "sites", "Hospitals that take part in trials.",
        key: .columns(["site"]), indexed: ["institution", "investigator"],
        columns: [
            .text("site", "The id of the site."),
            .reference("institution", to: Institution.self, "The hospital."),
            .reference("investigator", to: Person.self, "Who is in charge there."),
            .text("status", "added, active or closed."),
            .date("addedOn", "When it was added."),
            .date("activatedOn", "When it was activated last."),
            .date("closedOn", "When it was closed; absent if it was activated again."),
        ])

    static func project(when: inout Projection) {
        when(Trial.SiteAdded.self) { added, rows in
            try rows.put([
                "site": added.site, "institution": added.institution, "investigator": added.investigator,
                "status": "added", "addedOn": rows.occurredOn,
            ])
        }
        when(Trial.SiteActivated.self) { activated, rows in
            try rows.put([
                "site": activated.site, "status": "active", "activatedOn": rows.occurredOn,
                "closedOn": String?.none,
            ])
        }
        when(Trial.SiteClosed.self) { closed, rows in
            try rows.put(["site": closed.site, "status": "closed", "closedOn": rows.occurredOn])
        }
    }
}

/// What ethics committees said of trials.
enum TrialEthicsOpinions: ReadModel {
    static let view = View(
        "trial-ethics-opinion", of: Trial.self, list: "ethicsOpinions",
        "What ethics committees said of trials and sites.", key: .entry,
        columns: [
            .text("committee", "The committee."),
            .text("site", "The site that it speaks of; absent: the whole trial."),
            .text("decision", "favourable, conditional or unfavourable."),
            .date("decidedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Trial.EthicsOpinionRecorded.self) { opinion, rows in
            try rows.put([
                "committee": opinion.committee, "site": opinion.site, "decision": opinion.decision.rawValue,
                "decidedOn": rows.occurredOn,
            ])
        }
    }
}

/// What trials measure.
enum TrialEndpoints: ReadModel {
    static let view = View(
        "trial-endpoint", of: Trial.self, list: "endpoints", "What trials measure.",
        key: .columns(["endpoint"]),
        columns: [
            .text("endpoint", "The id of the endpoint."),
            .text("title", "What it is called."),
            .text("type", "primary, secondary, safety or performance."),
            .text("measure", "How it is measured."),
            .date("definedOn", "When it was defined."),
        ])

    static func project(when: inout Projection) {
        when(Trial.EndpointDefined.self) { defined, rows in
            try rows.put([
                "endpoint": defined.endpoint, "title": defined.title, "type": defined.type.rawValue,
                "measure": defined.measure, "definedOn": rows.occurredOn,
            ])
        }
    }
}

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
