package import SutureDomain

/// A query cannot be answered as it was asked.
package enum QueryError: Error, Hashable, Sendable {
    /// A parameter does not fit; for one inside `where` with its column (`where.colour`).
    case invalidParameter(String, message: String)
    /// The record that the query is about does not exist, or did not at the time it asks for.
    case notFound(StreamName)
}
