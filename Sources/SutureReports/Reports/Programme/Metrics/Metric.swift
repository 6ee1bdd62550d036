import SutureDomain
import SutureJSON

/// A figure of the programme: what it is called, what it counts, and the query that lists what it counts.
struct Metric: Sendable {
    /// What a figure can be restricted to.
    struct Parameter: Sendable {
        let name: String
        /// Whether the figure makes no sense without it.
        var isRequired = false
        /// Lists the values that occur; `nil` where they make sense in combinations only.
        var valuesSQL: String?
    }

    /// Stable (`students.graduate.in-projects`): claims refer to it.
    let name: String
    /// A sentence.
    let meaning: String
    /// What is counted, in the plural; of a figure that is given once, what it is.
    let unit: String
    var parameters: [Parameter] = []
    /// Lists the values that occur together, a column for each parameter; NULL where it is not restricted.
    var combinationsSQL: String?
    var content = MetricSignature.Content.count
    /// Selects what is counted as `record` (kind/ID) and `n`, each record once; `?1`, `?2` … are the
    /// parameters in their order, NULL where the figure is not restricted. A count is the sum of `n`. A
    /// number or a word that is given once stands in a third column, `said`.
    let sql: String
}

extension Metric {
    /// In the order in which reports show them: exactly those of which claims may be made.
    static let all =
        students + projects + units + agreements + people + devices + assessments + achievements

    /// `nil` if there is none of that name.
    static func named(_ name: String) -> Metric? { all.first { $0.name == name } }

    /// What is bound to the query: for each parameter what was given for it, an id without its kind.
    func bound(_ arguments: [String: String]) -> [JSONValue] {
        let domains = MetricSignature.named(name)?.parameters ?? []
        return parameters.map { parameter in
            guard let given = arguments[parameter.name] else { return .null }
            guard case .record(let kind) = domains.first(where: { $0.name == parameter.name })?.domain,
                let stream = StreamName(given), stream.isOf(kind)
            else { return .string(given) }
            return .string(String(stream.id))
        }
    }
}
