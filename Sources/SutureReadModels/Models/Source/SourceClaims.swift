import SutureDomain

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
