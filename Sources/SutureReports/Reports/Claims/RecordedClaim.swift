import SutureDomain
import SutureJSON

/// A claim as it was recorded.
package struct RecordedClaim: Hashable, Sendable {
    let source: String
    let label: String
    let claim: String
    let quote: String
    let metric: String
    let parameters: [String: String]
    let comparator: String
    let value: String?
    let asOf: String
    let attribution: String?

    /// The last possible day of the date for which it is claimed; `nil` if none is known.
    var day: Day? { PartialDate(asOf)?.latest }

    /// The claims that have not been withdrawn.
    /// - Parameter document: whose they are; all if there is none.
    static func standing(of document: JSONValue?, in source: any ReportSource) throws -> [RecordedClaim] {
        // A withdrawal whose claim does not count has no quote.
        let sql = """
            SELECT c.source, coalesce(s.title, c.source), c.claim, c.quote, c.metric, c.parameters, c.comparator,
                c.value, c.as_of, c.attribution
            FROM source_claim c LEFT JOIN source s ON s.id = c.source
            WHERE c.withdrawn_on IS NULL AND c.quote IS NOT NULL AND (?1 IS NULL OR c.source = ?1)
            ORDER BY c.source, c.claim
            """
        return try source.rows(sql, [document ?? .null]) { row in
            RecordedClaim(
                source: row.text(at: 0), label: row.text(at: 1), claim: row.text(at: 2),
                quote: row.text(at: 3),
                metric: row.text(at: 4), parameters: arguments(row.list(at: 5)), comparator: row.text(at: 6),
                value: row.optionalText(at: 7), asOf: row.text(at: 8), attribution: row.optionalText(at: 9))
        }
    }

    /// - Parameter texts: each as name=value.
    private static func arguments(_ texts: [String]) -> [String: String] {
        let pairs = texts.map { text in
            let name = text.prefix { $0 != "=" }
            return (String(name), String(text.dropFirst(name.count + 1)))
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// Holds it against records, which are those of its day.
    /// - Parameter explain: whether to list what was counted.
    func checked(in source: any ReportSource, explain: Bool) throws -> CheckedClaim {
        guard let metric = Metric.named(metric) else { return unchecked }
        let figure = try source.figure(of: metric, metric.bound(parameters), explain: explain)
        return CheckedClaim(of: self, Judgement(of: self, figure.reading), figure: figure)
    }

    /// What becomes of a claim that cannot be held against any records.
    var unchecked: CheckedClaim {
        let why =
            Metric.named(metric) == nil
            ? "There is no figure \(metric) in this version."
            : "It is not known for which day it is claimed."
        return CheckedClaim(of: self, Judgement(.notCheckable, why), figure: nil)
    }
}

extension [RecordedClaim] {
    /// The places of the claims, by the day for which they are to be checked, the earliest day first: the
    /// claims of one day share the views of that day, which take a pass over the log to make.
    var placesByDay: [(day: Day, places: [Int])] {
        let dated = indices.filter { self[$0].day != nil }
        return Dictionary(grouping: dated) { self[$0].day ?? Day(number: 0) }
            .map { (day: $0.key, places: $0.value) }.sorted { $0.day < $1.day }
    }
}
