import SutureDomain

extension Enumeration {
    /// A number for each word.
    static var countedWords: [ReportMember] { allCases.map { .has($0.rawValue, .count) } }

    /// Counts, in their order, the rows in which each word stands.
    static func countsSQL(_ column: String, _ rows: String) -> String {
        let counts = allCases.map { "count(*) FILTER (WHERE \(column) = '\($0.rawValue)')" }
        return "SELECT \(counts.joined(separator: ", ")) FROM \(rows)"
    }
}
