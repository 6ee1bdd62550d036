import SutureJSON

/// What documents do beside telling what happened: they say what someone hopes, and they give figures.
extension Programme {
    enum StatementType: String { case goal, expectation, appraisal, motivation }

    /// In which way a figure is stated.
    enum Comparator: String { case exactly, moreThan = "more_than", atLeast = "at_least", some }

    /// Records the sentence itself as something that was said.
    /// - Parameters:
    ///   - speaker: the person; `nil` where the document speaks, or does not say who.
    ///   - day: on which it was said.
    mutating func state(_ type: StatementType, by speaker: String? = nil, on day: String? = nil) {
        let (source, part) = document
        var fields: JSONObject = [:]
        fields["speaker"] = speaker.map { .string($0) }
        fields["type"] = .string(type.rawValue)
        fields["text"] = .string(part.text)
        record("source.record-statement", source, fields, on: day)
    }

    /// Records a figure that the sentence gives, to be checked against the records.
    /// - Parameters:
    ///   - quote: the words of the sentence.
    ///   - restriction: what the figure is restricted to.
    ///   - value: the number, or the words that stand for one.
    mutating func claim(
        _ claim: String, _ quote: String, _ metric: String,
        of restriction: [(name: String, value: String)] = [],
        _ comparator: Comparator, _ value: String? = nil, attribution: String = "own"
    ) {
        let (source, part) = document
        let day = String(part.origin.day.drop { $0 == "." })
        var fields: JSONObject = [
            "claim": .string(claim), "quote": .string(quote), "metric": .string(metric),
            "parameters": .array(
                restriction.map { ["name": .string($0.name), "value": .string($0.value)] }),
            "comparator": .string(comparator.rawValue),
        ]
        fields["value"] = value.map { .string($0) }
        fields["asOf"] = .string(day)
        fields["attribution"] = .string(attribution)
        record("source.record-claim", source, fields, on: day)
    }

    /// The record of the document that is being told, and the part of the story.
    var document: (source: String, part: Part) {
        guard let part = parts.last, let source = part.origin.document else {
            preconditionFailure("only a sentence of a document states something")
        }
        return (source, part)
    }
}
