package import SutureDomain

/// The way from a clinical problem to its clinical application, as far as it leads through one record.
package struct TraceReport: Encodable, Hashable, Sendable {
    /// A record on that way, or what belongs to one: nodes are in the order of a tree, each before what is below it.
    package struct Node: Encodable, Hashable, Sendable {
        /// Of the record; `outcome` or `application` for what has no record of its own.
        package let kind: String
        package var record: String?
        package let label: String
        /// Zero at the top.
        package let depth: Int64
        package var status: String?
        package var happenedOn: String?
        /// How many outcomes, or how many uses.
        package var count: Int64?
        /// Whether this is the record that was asked for.
        package var asked = false
        /// Whether it stands further up with all that is below it.
        package var repeated = false
        /// How many more are below it than are shown.
        package var omitted: Int64?
    }

    package let asOf: String?
    /// The last event that is taken into account; `position` is the same one.
    package let knownAt: Position
    package let position: Position
    /// The log's hash at that position, by which the report can be checked later. In hexadecimal.
    package let hash: String
    /// The version of ``CountingRule`` that says from which day on each event counts.
    package let countingRule = CountingRule.version
    /// The record that was asked for, as kind/ID.
    package let record: String
    package let nodes: [Node]
    /// Whether there is more than a report shows.
    package let truncated: Bool
}
