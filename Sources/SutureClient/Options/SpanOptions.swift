import ArgumentParser
import SutureDomain
import SutureJSON

/// The two moments between which something is compared, in the world's time, in the log's, or in both.
struct SpanOptions: ParsableArguments {
    @Option(help: ArgumentHelp("As of that day, such as 2021-12-31.", valueName: "day"))
    var from: String?

    @Option(help: ArgumentHelp("To that day; no day if left out.", valueName: "day"))
    var to: String?

    @Option(
        help: ArgumentHelp(
            "As the log knew it then: a position, or an instant such as 2022-11-07T09:30:00Z.",
            valueName: "moment"))
    var fromKnown: String?

    @Option(help: ArgumentHelp("To what the log knew then; now if left out.", valueName: "moment"))
    var toKnown: String?

    /// Whether it is said at all where the comparison begins.
    var hasBeginning: Bool { from != nil || fromKnown != nil }

    var beginning: MomentParameters { MomentParameters(asOf: from, knownAt: fromKnown) }
    var end: MomentParameters { MomentParameters(asOf: to, knownAt: toKnown) }

    func validate() throws {
        try beginning.check(asOf: "--from", knownAt: "--from-known")
        try end.check(asOf: "--to", knownAt: "--to-known")
    }
}

/// A moment as the parameters of a query name it; the present if neither is said.
struct MomentParameters: Equatable {
    var asOf: String?
    var knownAt: String?

    /// Throws for what is no moment, and names the option that says it.
    func check(asOf dayOption: String, knownAt momentOption: String) throws {
        if let asOf, Day(asOf) == nil {
            throw ValidationError("\(dayOption): \"\(asOf)\" is no day such as 2022-11-07.")
        }
        if let knownAt, Int64(knownAt) == nil, Instant(knownAt) == nil {
            throw ValidationError(
                "\(momentOption): \"\(knownAt)\" is neither a position nor an instant such as 2022-11-07T09:30:00Z."
            )
        }
    }

    func add(to parameters: inout JSONObject) {
        parameters["asOf"] = asOf.map { .string($0) }
        parameters["knownAt"] = knownAt.map { .string($0) }
    }
}
