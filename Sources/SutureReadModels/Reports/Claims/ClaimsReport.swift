package import SutureDomain

/// Each claim that stands, beside what the records say.
package struct ClaimsReport: Encodable, Hashable, Sendable {
    package enum Verdict: String, Encodable, Sendable {
        case supported, contradicted
        case notCheckable = "not_checkable"
    }

    package struct Claim: Encodable, Hashable, Sendable {
        /// The id of the document.
        package let source: String
        /// What the document is called.
        package let label: String
        package let claim: String
        package let quote: String
        package let metric: String
        package let parameters: NamedValues
        package let comparator: String
        package let value: String?
        /// The date for which it is claimed, as it was recorded.
        package let asOf: String
        /// The day whose records were asked; `nil` if none can be told.
        package let day: String?
        package let attribution: String?
        package internal(set) var verdict: Verdict
        /// A sentence.
        package internal(set) var why: String
        /// What the records say; `nil` if there is no such figure, or no day to ask for.
        package let figure: ProgrammeReport.Figure?
    }

    package struct Counts: Encodable, Hashable, Sendable {
        package let supported: Int64
        package let contradicted: Int64
        package let notCheckable: Int64
    }

    package let asOf: String?
    /// The last event that the report takes into account; `position` is the same one.
    package let knownAt: Position
    package let position: Position
    /// The log's hash at that position, by which the figures can be checked later. In hexadecimal.
    package let hash: String
    /// The version of ``CountingRule`` that says from which day on each event counts.
    package let countingRule = CountingRule.version
    package let counts: Counts
    package let claims: [Claim]

    /// - Parameter claims: in the order of those that were recorded.
    package init(of recorded: RecordedClaims, asOf: Day?, claims: [Claim]) {
        self.asOf = asOf?.description
        knownAt = recorded.position
        position = recorded.position
        hash = recorded.hash
        self.claims = claims
        func count(_ verdict: Verdict) -> Int64 { Int64(claims.count { $0.verdict == verdict }) }
        counts = Counts(
            supported: count(.supported), contradicted: count(.contradicted),
            notCheckable: count(.notCheckable))
    }
}
