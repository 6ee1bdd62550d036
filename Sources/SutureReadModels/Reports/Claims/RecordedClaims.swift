package import SutureDomain

/// The claims that stand at some moment, and the state of the log by which they are to be checked.
package struct RecordedClaims: Sendable {
    package let claims: [RecordedClaim]
    package let position: Position
    /// The log's hash there, in hexadecimal.
    package let hash: String

    /// The places of the claims, by the day for which they are to be checked, the earliest day first: the claims of one
    /// day share the views of that day, which take a pass over the log to make.
    package var placesByDay: [(day: Day, places: [Int])] {
        let dated = claims.indices.filter { claims[$0].day != nil }
        return Dictionary(grouping: dated) { claims[$0].day ?? Day(number: 0) }
            .map { (day: $0.key, places: $0.value) }.sorted { $0.day < $1.day }
    }
}

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
    package var day: Day? { PartialDate(asOf)?.latest }
}

extension ViewReader {
    /// The claims that have not been withdrawn.
    /// - Parameter source: only those of this document.
    ///
    /// Throws `QueryError.notFound` if there is no such document.
    package func claims(of source: Source.ID? = nil) throws -> RecordedClaims {
        try read { snapshot in
            if let source, try snapshot.head(of: source.stream) == nil {
                throw QueryError.notFound(source.stream)
            }
            let checkpoint = try snapshot.checkpoint()
            var claims: [RecordedClaim] = []
            try snapshot.forEachRow(sql: ViewReader.claimsSQL, [source?.text]) { row in
                claims.append(RecordedClaim(row))
            }
            return RecordedClaims(
                claims: claims, position: checkpoint.position, hash: checkpoint.hash.hexadecimal)
        }
    }

    /// A withdrawal whose claim does not count has no quote.
    private static let claimsSQL = """
        SELECT c.source, coalesce(s.title, c.source), c.claim, c.quote, c.metric, c.parameters, c.comparator,
            c.value, c.as_of, c.attribution
        FROM source_claim c LEFT JOIN source s ON s.id = c.source
        WHERE c.withdrawn_on IS NULL AND c.quote IS NOT NULL AND (?1 IS NULL OR c.source = ?1)
        ORDER BY c.source, c.claim
        """
}

extension RecordedClaim {
    fileprivate init(_ row: RowOnStatement) {
        source = row.text(at: 0)
        label = row.text(at: 1)
        claim = row.text(at: 2)
        quote = row.text(at: 3)
        metric = row.text(at: 4)
        parameters = Dictionary(
            row.list(at: 5).map { text in
                let name = text.prefix { $0 != "=" }
                return (String(name), String(text.dropFirst(name.count + 1)))
            }
        ) { first, _ in first }
        comparator = row.text(at: 6)
        value = row.optionalText(at: 7)
        asOf = row.text(at: 8)
        attribution = row.optionalText(at: 9)
    }
}
