package import SutureDomain

/// The figures of the programme.
package struct ProgrammeReport: Encodable, Hashable, Sendable {
    package struct Figure: Encodable, Hashable, Sendable {
        package let metric: String
        package let meaning: String
        /// What the figure is restricted to, by name; empty where it is not.
        package let parameters: NamedValues
        /// The number; `nil` where it is a word, or where it cannot be said.
        package let value: Int64?
        /// The word, where it is one.
        package let text: String?
        /// What is counted, in the plural; of a figure that is given once, what it is.
        package let unit: String
        /// Why it cannot be said, where that is so.
        package let why: String?
        /// What was counted, where that was asked for.
        package let counted: [Counted]?
    }

    package struct Counted: Encodable, Hashable, Sendable {
        /// As kind/ID.
        package let record: String
        package let label: String
        package let count: Int64
    }

    package let asOf: String?
    /// The last event that the figures take into account; `position` is the same one.
    package let knownAt: Position
    package let position: Position
    /// The log's hash at that position, by which the figures can be checked later. In hexadecimal.
    package let hash: String
    /// The version of ``CountingRule`` that says from which day on each event counts.
    package let countingRule = CountingRule.version
    package let figures: [Figure]
}
