/// The numbers of ids that were assigned to persons (`P-0042`: 42), in an index of their own: the next one is
/// found at start without going through all persons.
///
/// Streams are looked at, not persons: an id whose registration was voided is never given to somebody else.
enum AssignedPersons {
    private static let number = "CAST(substr(stream, 10) AS INTEGER)"

    /// Four digits, or five to nine of which the first is not zero. The query says it as the index does.
    private static let isAssigned = """
        substr(stream, 1, 9) = 'person/P-' AND substr(stream, 10) NOT GLOB '*[^0-9]*'
            AND (length(stream) = 13 OR (length(stream) BETWEEN 14 AND 18 AND substr(stream, 10, 1) <> '0'))
        """

    static let indexSQL =
        "CREATE INDEX IF NOT EXISTS person_by_assigned_number ON stream_head(\(number)) WHERE \(isAssigned)"

    /// The greatest number; NULL if there is none.
    static let highestSQL = "SELECT max(\(number)) FROM stream_head WHERE \(isAssigned)"
}
