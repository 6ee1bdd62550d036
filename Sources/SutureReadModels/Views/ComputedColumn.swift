/// A number that is counted from other tables whenever a row is read, never kept: figures are not running counters.
struct ComputedColumn: Sendable {
    let name: String
    let meaning: String
    /// An expression in which `t` is the row.
    let sql: String
}
