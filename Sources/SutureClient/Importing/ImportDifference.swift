import SutureJSON

/// A field of which a row says something else than what was recorded.
struct ImportDifference: Equatable {
    /// Its path: `result`, `context.occurredOn`.
    let field: String
    /// Left out where there is nothing, and of personal data.
    var recorded: String?
    var proposed: String?

    /// - Parameter difference: as the interface calls it.
    init(_ difference: JSONView) throws {
        guard let field = difference["field"]?.string else { throw UnintelligibleReply(missing: "field") }
        self.init(
            field: field, recorded: difference["recorded"]?.string, proposed: difference["proposed"]?.string)
    }

    init(field: String, recorded: String? = nil, proposed: String? = nil) {
        self.field = field
        self.recorded = recorded
        self.proposed = proposed
    }

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
