package import SutureDomain

/// Writes into one view what one event made of it. The owner and the position of the rows are the event's.
package struct RowWriter {
    let viewIndex: Int
    let statements: RowStatements

    /// When it happened, as it was recorded.
    package var occurredOn: String { statements.occurredOn }

    /// The position of the event.
    package var position: Position { statements.position }

    /// When it was recorded, RFC 3339 in UTC.
    package var recordedAt: String { statements.recordedAt.description }

    /// Who asked for it, if ``DecodedEvent`` keeps that of such events.
    package var account: String? { statements.account }

    /// Adds a row, or changes the one with the same key. Columns that are not named keep their value.
    package func put(_ row: Row) throws { try statements.run(.put, viewIndex, row, [:]) }

    /// Has the rows of this record made anew at the end of the transaction: an earlier event counts no more.
    package func reprojectStream() { statements.noteVoid() }

    /// Changes the rows of this record that match; there may be none.
    package func update(where match: Row = [:], set row: Row) throws {
        try statements.run(.update, viewIndex, row, match)
    }
}
