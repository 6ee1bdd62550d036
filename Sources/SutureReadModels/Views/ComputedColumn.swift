/// What is worked out from other tables whenever a row is read, never kept: figures are not running counters.
struct ComputedColumn: Sendable {
    let name: String
    let meaning: String
    var content = Column.Content.integer
    /// An expression in which `t` is the row.
    let sql: String
}
