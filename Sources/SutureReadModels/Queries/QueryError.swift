package import SutureDomain

/// A query cannot be answered as it was asked.
package enum QueryError: Error, Hashable, Sendable {
    /// A parameter does not fit; for one inside `where` with its column (`where.colour`).
    case invalidParameter(String, message: String)
    /// The record that the query is about does not exist, or did not at the time it asks for.
    case notFound(StreamName)

    /// Refuses a text that no recorded one can hold: SQLite takes U+0000 for the end of what is looked for.
    static func requireFindable(_ text: String, parameter: String) throws(QueryError) {
        guard text.utf8.contains(0) else { return }
        throw .invalidParameter(
            parameter, message: "\(parameter) holds the character U+0000, which no text has.")
    }
}
