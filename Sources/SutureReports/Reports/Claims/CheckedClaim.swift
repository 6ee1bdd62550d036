import SutureDomain
import SutureJSON

/// A claim, beside what the records say.
struct CheckedClaim: Equatable, Sendable {
    let recorded: RecordedClaim
    /// The day whose records were asked; `nil` if none can be told.
    let day: String?
    var verdict: Verdict
    /// A sentence.
    var why: String
    /// What the records say; `nil` if there is no such figure, or no day to ask for.
    let figure: Figure?

    init(of claim: RecordedClaim, _ judgement: Judgement, figure: Figure?) {
        recorded = claim
        day = figure == nil ? nil : claim.day?.description
        verdict = judgement.verdict
        why = judgement.why
        self.figure = figure
    }

    static let type = ReportType(
        "Claim", "A claim of a document, beside what the records say.",
        .has("source", .id, "The id of the document."),
        .has("label", .text, "What the document is called."),
        .has("claim", .text, "The id of the claim within the document."),
        .has("quote", .text, "The words of the document."),
        .has("metric", .text, "The figure that it is about."),
        .has("parameters", .names, "What the figure is restricted to, by name."),
        .has("comparator", .text),
        .may("value", .text, "The number or the word that the document gives."),
        .has("asOf", .date, "The date for which it is claimed, as it was recorded."),
        .may(
            "day", .date,
            "The day whose records were asked: the last possible one of that date. Absent where none is known."
        ), .may("attribution", .text),
        .has(
            "verdict", .choice(Verdict.allCases.map(\.rawValue)),
            """
            Whether the records bear it out. What only says that there are some is contradicted where there are none and is \
            not checkable otherwise; about is within ten per cent. Where it depends on dates that may mean days before and \
            days after the claim's (2020 for a claim of 2020-06), it is not checkable.
            """), .has("why", .text, "A sentence."),
        .may(
            "figure", .group(Figure.type),
            "What the records say; absent where there is no such figure, or no day to ask for."))

    var told: JSONObject {
        [
            "source": .string(recorded.source), "label": .string(recorded.label),
            "claim": .string(recorded.claim), "quote": .string(recorded.quote),
            "metric": .string(recorded.metric), "parameters": .object(JSONObject(recorded.parameters)),
            "comparator": .string(recorded.comparator), "value": JSONValue(recorded.value),
            "asOf": .string(recorded.asOf), "day": JSONValue(day),
            "attribution": JSONValue(recorded.attribution), "verdict": .string(verdict.rawValue),
            "why": .string(why), "figure": figure.map { .object($0.told) } ?? .null,
        ]
    }
}
