package import SutureDomain
package import SutureJSON

/// What a report is asked for: its parameters, decoded, each of its form.
package struct ReportQuestion: Sendable {
    /// In the order of the parameters; a record of one kind by its bare id.
    private var values: JSONObject = [:]
    /// The records that it is about, each of which has to be there.
    package private(set) var records: [StreamName] = []

    package init() {}

    package func text(_ name: String) -> String? { values[name]?.string }
    package func integer(_ name: String) -> Int64? { values[name]?.int64 }
    package func flag(_ name: String) -> Bool { values[name]?.bool ?? false }
    package func instant(_ name: String) -> Instant? { text(name).flatMap { Instant($0) } }
    /// Whether what was asked can be told again by that name.
    package func value(_ name: String) -> JSONValue? { values[name] }

    /// What is bound to the SQL of sections, in the order of the parameters.
    package var arguments: [JSONValue] { values.map(\.value) }

    /// - Parameter value: of the parameter's form.
    package mutating func add(_ parameter: ReportParameter, _ value: JSONValue) {
        values[parameter.name] = value
        guard let text = value.string else { return }
        switch parameter.content {
        case .id(let kind):
            let stream = StreamName(text) ?? StreamName(kind: kind.kind, id: text)
            records.append(stream)
            values[parameter.name] = .string(String(stream.id))
        case .recordOf: records.append(StreamName(recorded: text))
        default: break
        }
    }
}

/// The parameters of a report as they come over the wire.
package struct ReportArguments<Asked: Report>: Decodable, Sendable {
    package let question: ReportQuestion

    /// Refuses what is not of its form, by the parameter's name.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: JSONKey.self)
        var question = ReportQuestion()
        for parameter in Asked.parameters {
            let key = JSONKey(parameter.name)
            let value = try container.decodeIfPresent(JSONValue.self, forKey: key) ?? .null
            guard value == .null ? parameter.isOptional : parameter.content.admits(value) else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container, debugDescription: "it does not fit")
            }
            question.add(parameter, value)
        }
        self.question = question
    }
}

extension ReportParameter.Content {
    fileprivate func admits(_ value: JSONValue) -> Bool {
        switch self {
        case .count(let range): return value.int64.map { range.contains($0) } ?? false
        case .flag: return value.bool != nil
        default: break
        }
        guard let text = value.string else { return false }
        return switch self {
        case .id(let kind): StreamName(text).map { $0.isOf(kind.kind) } ?? Identifier.isWellFormed(text)
        case .recordOf(let kinds): StreamName(text).map { kinds.contains(String($0.kind)) } ?? false
        case .instant: Instant(text) != nil
        case .choice(let words): words.contains(text)
        case .metric: MetricSignature.named(text) != nil
        case .kind: Catalogue.kind(named: text) != nil
        case .eventType: Catalogue.event(EventType(text)) != nil
        case .text, .flag, .count: true
        }
    }
}
