import SutureDomain

extension Source: Viewed {
    static let readModels: [any ReadModel.Type] = [
        Sources.self, SourceContributors.self, SourceClaims.self, SourceStatements.self,
    ]

    static func projectSearchTerms(when: inout Projection) {
        when(Registered.self) { event, rows in try rows.put("title", "title", event.title) }
        when(ClaimRecorded.self) { event, rows in try rows.put("statement", "quote", event.quote) }
        when(StatementRecorded.self) { event, rows in try rows.put("statement", "text", event.text) }
    }
}

/// One row per document.
enum Sources: ReadModel {
    static let view = View(
        Source.self, label: "title", "Documents that say something about the programme.",
        columns: [
            .text("title", "What it is called."),
            .text("type", "What sort of document it is."),
            .date("publishedOn", "When it was published or written."),
            .text("publisher", "Who published it."),
            .text("section", "Where it stands in what the publisher publishes."),
            .text("sha256", "The digest of its bytes."),
        ])

    static func project(when: inout Projection) {
        when(Source.Registered.self) { registered, rows in
            try rows.put([
                "title": registered.title, "type": registered.type.rawValue,
                "publishedOn": registered.publishedOn, "publisher": registered.publisher,
                "section": registered.section, "sha256": registered.sha256,
            ])
        }
    }
}

/// Who worked on documents.
enum SourceContributors: ReadModel {
    static let view = View(
        "source-contributor", of: Source.self, list: "contributors", "Persons who worked on documents.",
        key: .columns(["person", "role"]), indexed: ["person"],
        columns: [
            .reference("person", to: Person.self, "The contributor."),
            .text("role", "author, copy_editor or other."),
        ])

    static func project(when: inout Projection) {
        when(Source.Registered.self) { registered, rows in
            for contributor in registered.contributors {
                try rows.put(["person": contributor.person, "role": contributor.role.rawValue])
            }
        }
    }
}

/// The figures that documents give.
enum SourceClaims: ReadModel {
    static let view = View(
        "source-claim", of: Source.self, list: "claims", "Figures that documents give of the programme.",
        key: .columns(["claim"]),
        columns: [
            .text("claim", "The id of the claim."),
            .text("quote", "The words of the document."),
            .text("metric", "The figure that it is about."),
            .list("parameters", "What the figure is restricted to, as name=value."),
            .text("comparator", "exactly, more_than, at_least, less_than, about or some."),
            .text("value", "The number or the word that the document gives."),
            .date("asOf", "The day for which it is claimed."),
            .text("attribution", "own, official or reported."),
            .date("recordedOn", "When it was recorded that the document says so."),
            .date("withdrawnOn", "When it was withdrawn; absent while it stands."),
        ])

    static func project(when: inout Projection) {
        when(Source.ClaimRecorded.self) { recorded, rows in
            try rows.put([
                "claim": recorded.claim, "quote": recorded.quote, "metric": recorded.metric,
                "parameters": ListValue(recorded.parameters.map { "\($0.name)=\($0.value)" }),
                "comparator": recorded.comparator.rawValue, "value": recorded.value, "asOf": recorded.asOf,
                "attribution": recorded.attribution?.rawValue, "recordedOn": rows.occurredOn,
            ])
        }
        when(Source.ClaimWithdrawn.self) { withdrawn, rows in
            try rows.put(["claim": withdrawn.claim, "withdrawnOn": rows.occurredOn])
        }
    }
}

/// What is wanted, hoped or thought, as documents have it.
enum SourceStatements: ReadModel {
    static let view = View(
        "source-statement", of: Source.self, list: "statements",
        "Goals, expectations, appraisals and motivations that documents state.", key: .entry,
        indexed: ["speaker"],
        columns: [
            .reference("speaker", to: Person.self, "Who says so; absent where the document itself does."),
            .text("type", "goal, expectation, appraisal or motivation."),
            .text("text", "What is said."),
            .date("recordedOn", "When it was said."),
        ])

    static func project(when: inout Projection) {
        when(Source.StatementRecorded.self) { statement, rows in
            try rows.put([
                "speaker": statement.speaker, "type": statement.type.rawValue, "text": statement.text,
                "recordedOn": rows.occurredOn,
            ])
        }
    }
}
