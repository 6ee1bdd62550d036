import SutureDomain

extension Trial: Viewed {
    static let readModels = [
        trials, devices, sites, ethicsOpinions, endpoints, subjects, outcomes, deviations, feedback,
    ]

    static let searchTerms = [
        SearchTerm(.title, of: Planned.self, "title") { $0.title },
        SearchTerm(.title, of: EndpointDefined.self, "title") { $0.title },
    ]

    private static let trials = ReadModel(of: Trial.self, "Clinical investigations of devices.") { when in
        when(Planned.self) { planned, row in
            row.put("title", planned.title, "What it is called.", .label)
            row.put("sponsor", planned.sponsor, "Who is responsible for it.")
            row.put("design", planned.design, "How it is designed.")
            row.put("plannedSubjects", planned.plannedSubjects, "How many subjects were planned.")
            row.put("regime", planned.regime, "The rules of safety reporting: {words}.")
            row.put(
                "gcpEdition", planned.gcpEdition, "The edition of good clinical practice that it follows.")
            row.put("status", Status.planned, "{words}.")
            row.put("plannedOn", row.occurredOn, "When it was planned.")
        }
        when(transition: Started.self) { _, row in
            row.put("startedOn", row.occurredOn, "When it was started.")
        }
        when(transition: Completed.self) { _, row in
            row.put("endedOn", row.occurredOn, "When it was completed or terminated.")
        }
        when(transition: Suspended.self) { suspended, row in
            row.put("suspensionGround", suspended.ground, "Why it was last suspended.")
        }
        when(transition: Terminated.self) { terminated, row in
            row.put("endedOn", row.occurredOn)
            row.put("terminationGround", terminated.ground, "Why it was terminated.")
        }
        when(ResultsPublished.self) { published, row in
            row.put("publishedIn", published.where, "Where its results were published.")
            row.put("publishedOn", row.occurredOn, "When they were.")
        }
        when(transition: Resumed.self)
    }

    private static let devices = ReadModel(
        "trial-device", of: Trial.self, list: "devices", "Which trial investigates which device."
    ) { when in
        when(Planned.self, each: \.devices) { _, device, row in
            row.put("device", device, "The device, or the set of devices.", [.key, .indexed])
            row.put("addedOn", row.occurredOn, "Since when.")
        }
        when(DeviceAdded.self) { added, row in
            row.put("device", added.device)
            row.put("addedOn", row.occurredOn)
        }
    }

    private static let sites = ReadModel(
        "trial-site", of: Trial.self, list: "sites", "Hospitals that take part in trials."
    ) { when in
        when(SiteAdded.self) { added, row in
            row.put("site", added.site, "The id of the site.", .key)
            row.put("institution", added.institution, "The hospital.", .indexed)
            row.put("investigator", added.investigator, "Who is in charge there.", .indexed)
            row.put("status", "added", "added, active or closed.")
            row.put("addedOn", row.occurredOn, "When it was added.")
        }
        when(SiteActivated.self) { activated, row in
            row.put("site", activated.site)
            row.put("status", "active")
            row.put("activatedOn", row.occurredOn, "When it was activated last.")
            row.clear("closedOn")
        }
        when(SiteClosed.self) { closed, row in
            row.put("site", closed.site)
            row.put("status", "closed")
            row.put("closedOn", row.occurredOn, "When it was closed; absent if it was activated again.")
        }
    }

    private static let ethicsOpinions = ReadModel(
        "trial-ethics-opinion", list: "ethicsOpinions", when: EthicsOpinionRecorded.self,
        "What ethics committees said of trials and sites."
    ) { opinion, row in
        row.put("committee", opinion.committee, "The committee.")
        row.put("site", opinion.site, "The site that it speaks of; absent: the whole trial.")
        row.put("decision", opinion.decision, "{words}.")
        row.put("decidedOn", row.occurredOn, "When.")
    }

    private static let endpoints = ReadModel(
        "trial-endpoint", list: "endpoints", when: EndpointDefined.self, "What trials measure."
    ) { defined, row in
        row.put("endpoint", defined.endpoint, "The id of the endpoint.", .key)
        row.put("title", defined.title, "What it is called.")
        row.put("type", defined.type, "{words}.")
        row.put("measure", defined.measure, "How it is measured.")
        row.put("definedOn", row.occurredOn, "When it was defined.")
    }

    private static let subjects = ReadModel(
        "trial-subject", of: Trial.self, list: "subjects", "Subjects of trials, by their codes."
    ) { when in
        when(SubjectEnrolled.self) { enrolled, row in
            row.put("subject", enrolled.subject, "The code of the subject.", .key)
            row.put("site", enrolled.site, "The site.")
            row.put("consentedOn", enrolled.consentedOn, "When consent was given.")
            row.put("arm", enrolled.arm, "The arm of the trial.")
            row.put("status", "enrolled", "enrolled, completed or withdrawn.")
            row.put("enrolledOn", row.occurredOn, "When the subject was enrolled.")
        }
        when(SubjectCompleted.self) { completed, row in
            row.put("subject", completed.subject)
            row.put("status", "completed")
            row.put("endedOn", row.occurredOn, "When the subject completed or was withdrawn.")
        }
        when(SubjectWithdrawn.self) { withdrawn, row in
            row.put("subject", withdrawn.subject)
            row.put("status", "withdrawn")
            row.put("endedOn", row.occurredOn)
            row.put("cause", withdrawn.cause, "Why the subject was withdrawn.")
            row.put("ground", withdrawn.ground, "Why, in words.")
        }
    }

    private static let outcomes = ReadModel(
        "trial-outcome", list: "outcomes", when: OutcomeLogged.self,
        "What devices did for subjects, as investigators saw it."
    ) { outcome, row in
        row.put("device", outcome.device, "The device.")
        row.put("result", outcome.result, "{words}.")
        row.put("subject", outcome.subject, "The code of the subject.")
        row.put("site", outcome.site, "The site.")
        row.put("endpoint", outcome.endpoint, "The endpoint that it speaks to.")
        row.put("value", outcome.value, "What was measured.")
        row.put("unitOfMeasure", outcome.unit, "In what unit.")
        row.put("note", outcome.note, "A remark.")
        row.put("occurredOn", row.occurredOn, "When.")
    }

    private static let deviations = ReadModel(
        "trial-deviation", list: "deviations", when: DeviationRecorded.self,
        "Where trials were not conducted as planned."
    ) { deviation, row in
        row.put("subject", deviation.subject, "The code of the subject.")
        row.put("site", deviation.site, "The site.")
        row.put("severity", deviation.severity, "{words}.")
        row.put("description", deviation.description, "What happened.")
        row.put("action", deviation.action, "What was done about it.")
        row.put("occurredOn", row.occurredOn, "When.")
    }

    private static let feedback = ReadModel(
        "trial-feedback", list: "feedback", when: FeedbackRecorded.self, "What users of devices said of them."
    ) { feedback, row in
        row.put("device", feedback.device, "The device.")
        row.put("sentiment", feedback.sentiment, "{words}.")
        row.put("institution", feedback.institution, "The users' institution.")
        row.put("person", feedback.person, "The user.")
        row.put("text", feedback.text, "What was said.")
        row.put("occurredOn", row.occurredOn, "When.")
    }
}
