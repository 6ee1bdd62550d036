/// Where a test can make appending fail, as a disk would.
package enum AppendStep: Hashable, Sendable {
    /// An event of the batch, counted from zero, is about to be inserted.
    case insert(Int)
    /// The transaction is about to be committed.
    case commit
    /// It was committed; the code given for this step is reported as COMMIT's own.
    case committed
}

/// Answers with the result code of SQLite that the step ends with; `nil` lets it happen.
package typealias AppendFault = @Sendable (AppendStep) -> Int32?
