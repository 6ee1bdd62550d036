import SutureInterface
import SutureJSON
import Varlink

/// A sheet becomes more than the daemon can look at in one check.
struct SheetTooLarge: Error {
    /// That of the row that is too much; where others of its piece of the sheet are recorded already, of one before it.
    let line: Int
    private let reason: String

    /// - Parameters:
    ///   - piece: the commands that the daemon was asked about.
    ///   - verdicts: of those before them.
    /// - Returns: `nil` if the error is another one.
    init?(_ error: VarlinkError, for piece: ArraySlice<ProposedCommand>, after verdicts: [ImportVerdict]) {
        guard error.kind == .tooLarge, let last = piece.last else { return nil }
        // The daemon holds, and counts, what would be recorded.
        let count = Int(error.parameters["commandCount"]?.int64 ?? 0) - verdicts.count { $0.outcome == .new }
        line = piece.dropFirst(max(0, count - 1)).first?.line ?? last.line
        reason = error.parameters["message"]?.string ?? ""
    }

    /// As it is told of the row.
    var problem: ImportPlan.Problem {
        ImportPlan.Problem(
            line: line,
            message:
                "too large: \(reason) What stands before this line can be imported as a sheet of its own.")
    }
}
