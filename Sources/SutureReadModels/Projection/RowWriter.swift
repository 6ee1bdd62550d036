package import SutureDomain

/// Writes into one view what one event made of it. The owner and the position of the rows are the event's.
package struct RowWriter {
    package let event: RecordedEvent
    let viewIndex: Int
    let statements: RowStatements

    package var occurredOn: PartialDate { event.occurredOn }

    /// Adds a row, or changes the one with the same key. Columns that are not named keep their value.
    package func put(_ row: Row) throws {
        try statements.run(.put, viewIndex, event, row, [:])
    }

    /// Changes the rows of this record that match; there may be none.
    package func update(where match: Row = [:], set row: Row) throws {
        try statements.run(.update, viewIndex, event, row, match)
    }
}
