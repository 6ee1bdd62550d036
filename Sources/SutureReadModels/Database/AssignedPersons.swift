/// The numbers of ids that were assigned to persons (`P-0042`: 42), in an index of their own: the next one is found at
/// start without going through all persons.
enum AssignedPersons {
    private static let number = "CAST(substr(id, 3) AS INTEGER)"

    /// Four digits, or five to nine of which the first is not zero. The query has to say it as the index does.
    private static let isAssigned = """
        substr(id, 1, 2) = 'P-' AND substr(id, 3) NOT GLOB '*[^0-9]*'
            AND (length(id) = 6 OR (length(id) BETWEEN 7 AND 11 AND substr(id, 3, 1) <> '0'))
        """

    static let indexSQL =
        "CREATE INDEX IF NOT EXISTS person_by_assigned_number ON person(\(number)) WHERE \(isAssigned)"

    /// The greatest number; NULL if there is none.
    static let highestSQL = "SELECT max(\(number)) FROM person WHERE \(isAssigned)"
}
