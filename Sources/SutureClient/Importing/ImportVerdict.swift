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
    }

    let outcome: Outcome
    /// Of the event that was recorded before.
    var position: Int64?
    /// What has changed.
    var differences: [ImportDifference] = []
    var refusal: BatchRefusal?

    /// - Parameter checked: as the interface calls it.
    init(_ checked: JSONView) throws {
        guard let outcome = checked["outcome"]?.string.flatMap(Outcome.init) else {
            throw UnintelligibleReply(missing: "outcome")
        }
        self.outcome = outcome
        position = checked["position"]?.int64
        differences = try checked["differences"]?.elements.map { try ImportDifference($0) } ?? []
        refusal = checked["refusal"].flatMap { BatchRefusal(JSONValue($0)) }
    }
}
