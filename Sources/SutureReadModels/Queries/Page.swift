package import SutureDomain

/// Some rows of what was asked for.
package struct Page: Hashable, Sendable {
    /// A JSON array of objects; what is absent in a row is left out.
    package let rows: [UInt8]
    /// Where the next page begins; `nil` at the end.
    package let next: String?
    /// The last event that the rows take into account.
    package let position: Position
}

/// One record with everything that it has.
package struct RecordPage: Sendable {
    /// A JSON object.
    package let record: [UInt8]
    /// The lists of which it does not show all.
    package let more: [More]
    /// Of the record's stream.
    package let version: StreamVersion
    /// The last event that the record takes into account, of whatever stream.
    package let position: Position
}
