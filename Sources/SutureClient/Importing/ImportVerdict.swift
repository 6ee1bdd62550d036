import SutureJSON

/// What the daemon says of one command that it was asked about.
struct ImportVerdict: Equatable {
    enum Outcome: String {
        /// It would be recorded.
        case new
        /// It was recorded before, or its record says so already.
        case same
        /// What was recorded says something else.
        case changed
        /// An event of its record says the same.
        case alike
        /// It was recorded before, and was voided since.
        case voided
        case refused

        /// What the user may decide about such rows; `nil` where there is nothing to decide.
        var remedy: String? {
            switch self {
            case .new, .same, .refused: nil
            case .changed:
                "--correct REASON corrects what was recorded; where this is another sheet, --source gives it a name of its own"
            case .alike:
                "--again equal takes rows that look like earlier ones for these, --again new for other facts"
            case .voided: "--again voided records anew what was voided"
            }
        }
    }

    var outcome: Outcome
    /// The record, with an id that the daemon has assigned.
    var stream: String?
    /// Of the event that was recorded before.
    var position: Int64?
    /// Of the event that voided it.
    var voidedBy: Int64?
    /// The id under which it is known, if that is not its own.
    var formerID: String?
    /// What has changed.
    var differences: [ImportDifference] = []
    var refusal: BatchRefusal?
    /// What else is wrong with its fields.
    var others: [BatchRefusal] = []

    /// What the map says of the recording for every row is no cell that has changed.
    func limited(to command: ProposedCommand) -> ImportVerdict {
        var limited = self
        limited.differences.removeAll { $0.isOfRecording && command.columns(of: $0.field).isEmpty }
        if outcome == .changed, limited.differences.isEmpty { limited.outcome = .same }
        return limited
    }

    /// - Parameter checked: as the interface calls it.
    init(_ checked: JSONView) throws {
        guard let outcome = checked["outcome"]?.string.flatMap(Outcome.init) else {
            throw UnintelligibleReply(missing: "outcome")
        }
        self.outcome = outcome
        stream = checked["stream"]?.string
        position = checked["position"]?.int64
        voidedBy = checked["voidedBy"]?.int64
        formerID = checked["formerId"]?.string
        differences = try checked["differences"]?.elements.map { try ImportDifference($0) } ?? []
        refusal = checked["refusal"].flatMap { BatchRefusal(JSONValue($0)) }
        others = checked["others"]?.elements.compactMap { BatchRefusal(JSONValue($0)) } ?? []
    }
}

/// A field of which a row says something else than what was recorded.
struct ImportDifference: Equatable {
    /// Its path: `result`, `context.occurredOn`.
    let field: String
    /// Left out where there is nothing, and of personal data.
    var recorded: String?
    var proposed: String?

    /// Whether it is about why it was recorded or where it is known from.
    var isOfRecording: Bool { ["context.reason", "context.sources"].contains(field) }

    /// `result (column r): "success" → "failure"`; of personal data only that it differs.
    func text(for command: ProposedCommand) -> String {
        let place = "\(field)\(command.columns(of: field).parenthesis)"
        if recorded == nil, proposed == nil { return "\(place) differs" }
        return "\(place): \(word(recorded)) → \(word(proposed))"
    }

    private func word(_ text: String?) -> String { text.map { "\"\($0)\"" } ?? "nothing" }
}

extension ImportDifference {
    /// - Parameter difference: as the interface calls it.
    init(_ difference: JSONView) throws {
        guard let field = difference["field"]?.string else { throw UnintelligibleReply(missing: "field") }
        self.init(
            field: field, recorded: difference["recorded"]?.string, proposed: difference["proposed"]?.string)
    }
}
