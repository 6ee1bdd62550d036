import SutureDomain
import SutureLog
import SutureSystem

extension LogReader {
    /// How many rows are shown before the log is let go of for a moment: its write-ahead log is not to grow.
    private static let heldRowCountMax = 5_000

    /// Shows every row behind the position, up to the log's end.
    func walk(
        after position: Position, _ body: (EventRow) throws(LogFailure) -> Void
    ) throws(LogFailure) {
        var last = position
        while true {
            let through = try scan(after: last, limit: LogReader.heldRowCountMax) { row throws(LogFailure) in
                try body(row)
                return true
            }
            guard through > last else { return }
            last = through
        }
    }
}
