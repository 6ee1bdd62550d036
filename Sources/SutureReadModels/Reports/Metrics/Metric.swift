/// A figure of the programme: what it is called, what it counts, and the query that lists what it counts.
struct Metric: Sendable {
    /// What a figure can be restricted to.
    struct Parameter: Sendable {
        let name: String
        /// Whether the figure makes no sense without it.
        var isRequired = false
        /// Lists the values that occur.
        let valuesSQL: String
    }

    /// Stable (`students.graduate.in-projects`): claims refer to it.
    let name: String
    /// A sentence.
    let meaning: String
    /// What is counted, in the plural.
    let unit: String
    var parameter: Parameter?
    /// Selects what is counted as `record` (kind/ID) and `n`, each record once; `?1` is the parameter, NULL where the
    /// figure is not restricted. The figure is the sum of `n`.
    let sql: String
}

extension Metric {
    /// In the order in which reports show them.
    static let all = students + projects + units + agreements + people + devices

    /// `nil` if there is none of that name.
    static func named(_ name: String) -> Metric? { all.first { $0.name == name } }
}
