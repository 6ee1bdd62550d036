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
        for (name, day) in [("--from", from), ("--to", to)] {
            if let day, Day(day) == nil {
                throw ValidationError("\(name): \"\(day)\" is no day such as 2022-11-07.")
            }
        }
        for (name, moment) in [("--from-known", fromKnown), ("--to-known", toKnown)] {
            if let moment, Int64(moment) == nil, Instant(moment) == nil {
                throw ValidationError(
                    "\(name): \"\(moment)\" is neither a position nor an instant such as 2022-11-07T09:30:00Z."
                )
            }
        }
    }
}

/// A moment as the parameters of a query name it; the present if neither is said.
struct MomentParameters: Equatable {
    var asOf: String?
    var knownAt: String?

    func add(to parameters: inout JSONObject) {
        parameters["asOf"] = asOf.map { .string($0) }
        parameters["knownAt"] = knownAt.map { .string($0) }
    }
}
