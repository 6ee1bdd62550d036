import SutureDomain

extension Source: Viewed {
    static let readModels = [sources, contributors, claims, statements]

    static let searchTerms = [
        SearchTerm(.title, of: Registered.self, "title") { $0.title },
        SearchTerm(.statement, of: ClaimRecorded.self, "quote") { $0.quote },
        SearchTerm(.statement, of: StatementRecorded.self, "text") { $0.text },
    ]

    private static let sources = ReadModel(
        of: Source.self, "Documents that say something about the programme."
    ) { when in
        when(Registered.self) { registered, row in
            row.put("title", registered.title, "What it is called.", .label)
            row.put("type", registered.type, "What sort of document it is.")
            row.put("publishedOn", registered.publishedOn, "When it was published or written.")
            row.put("publisher", registered.publisher, "Who published it.")
            row.put("section", registered.section, "Where it stands in what the publisher publishes.")
            row.put("sha256", registered.sha256, "The digest of its bytes.")
        }
    }

    private static let contributors = ReadModel(
        "source-contributor", list: "contributors", when: Registered.self, each: \.contributors,
        "Persons who worked on documents."
    ) { _, contributor, row in
        row.put("person", contributor.person, "The contributor.", [.key, .indexed])
        row.put("role", contributor.role, "{words}.", .key)
    }

    private static let claims = ReadModel(
        "source-claim", of: Source.self, list: "claims", "Figures that documents give of the programme."
    ) { when in
        when(ClaimRecorded.self) { recorded, row in
            row.put("claim", recorded.claim, "The id of the claim.", .key)
            row.put("quote", recorded.quote, "The words of the document.")
            row.put("metric", recorded.metric, "The figure that it is about.")
            row.put(
                "parameters", recorded.parameters.map { "\($0.name)=\($0.value)" },
                "What the figure is restricted to, as name=value.")
            row.put("comparator", recorded.comparator, "{words}.")
            row.put("value", recorded.value, "The number or the word that the document gives.")
            row.put("asOf", recorded.asOf, "The day for which it is claimed.")
            row.put("attribution", recorded.attribution, "{words}.")
            row.put("recordedOn", row.occurredOn, "When it was recorded that the document says so.")
        }
        when(ClaimWithdrawn.self) { withdrawn, row in
            row.put("claim", withdrawn.claim)
            row.put("withdrawnOn", row.occurredOn, "When it was withdrawn; absent while it stands.")
        }
    }

    private static let statements = ReadModel(
        "source-statement", list: "statements", when: StatementRecorded.self,
        "Goals, expectations, appraisals and motivations that documents state."
    ) { statement, row in
        row.put(
            "speaker", statement.speaker, "Who says so; absent where the document itself does.", .indexed)
        row.put("type", statement.type, "{words}.")
        row.put("text", statement.text, "What is said.")
        row.put("recordedOn", row.occurredOn, "When it was said.")
    }
}
