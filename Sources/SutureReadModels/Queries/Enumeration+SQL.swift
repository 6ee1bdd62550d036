import SutureDomain

extension Enumeration {
    /// The word as a text in SQL.
    var sql: String { "'\(rawValue)'" }
}
