import SutureDomain
import SutureLog

/// What the files beside a log tell of events that it does not have.
struct LogLoss: Hashable, CustomStringConvertible {
    /// One file, and how far which log was that it is of.
    struct Witness: Hashable {
        enum File: String {
            case views = "views.db"
            case keys = "keys.db"
        }

        let file: File
        let logID: String
        let position: Position
        let hash: [UInt8]
        /// The hash that the log has at that position; `nil` where it has no event.
        var found: [UInt8]?
    }

    /// The file that knows most first.
    private let witnesses: [Witness]
    private let logID: String
    private let head: LogHead

    /// `nil` if nothing is missing.
    init?(_ witnesses: [Witness], logID: String, head: LogHead) {
        guard !witnesses.isEmpty else { return nil }
        self.witnesses = witnesses.sorted { $0.position > $1.position }
        self.logID = logID
        self.head = head
    }

    /// The furthest event that a file knows and the log does not have.
    var known: Witness { witnesses[0] }

    /// Whether the read models have events that the log does not: then they are kept, and others are made.
    var isToldByViews: Bool { witnesses.contains { $0.file == .views } }

    /// Whether a file is of another log: nothing of this one is known to be missing.
    var isOfAnotherLog: Bool { witnesses.contains { $0.logID != logID } }

    /// Whether the log has other events than the files know: it went on differently.
    private var isFork: Bool { witnesses.contains { $0.found != nil } }

    /// Both heads, and what can be done.
    var description: String {
        isOfAnotherLog
            ? "log.db is another log: \(heads); put the right log.db back, or, if this one is to count, stop the daemon and move "
                + "views.db away"
            : "the log \(isFork ? "has other events than it had" : "has lost events"): \(heads); put the right log.db back, or, if this one is to count, stop the daemon and say "
                + "sutured --accept-restored \(head.position) --reason …"
    }

    /// What each file tells, and where the log ends.
    var heads: String {
        let told = witnesses.map { witness in
            "\(witness.file.rawValue) was at position \(witness.position) (\(witness.hash.hexadecimal))"
                + (isOfAnotherLog
                    ? " of the log \(witness.logID)"
                    : witness.found.map { ", where log.db has \($0.hexadecimal)" } ?? "")
        }
        return told.joined(separator: ", ")
            + ", and log.db ends at position \(head.position) (\(head.hash.hexadecimal))"
            + (isOfAnotherLog ? " of the log \(logID)" : "")
    }
}
