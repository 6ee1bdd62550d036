import ArgumentParser
import SutureDomain
import SutureJSON

/// For which day of the world, and out of which state of the log, a question is answered.
struct MomentOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only what had happened by that day, such as 2022-11-07.", valueName: "day"))
    var asOf: String?

    @Option(
        help: ArgumentHelp(
            "Only what the log knew then: a position, or an instant such as 2022-11-07T09:30:00Z.",
            valueName: "moment"))
    var knownAt: String?

    func validate() throws {
        if let asOf, Day(asOf) == nil {
            throw ValidationError("--as-of: \"\(asOf)\" is no day such as 2022-11-07.")
        }
        if let knownAt, Int64(knownAt) == nil, Instant(knownAt) == nil {
            throw ValidationError(
                "--known-at: \"\(knownAt)\" is neither a position nor an instant such as 2022-11-07T09:30:00Z."
            )
        }
    }

    /// As it was said, to be said again.
    var arguments: String {
        (asOf.map { " --as-of \($0)" } ?? "") + (knownAt.map { " --known-at \($0)" } ?? "")
    }

    /// Adds to the parameters of a query what was said.
    func add(to parameters: inout JSONObject) {
        parameters["asOf"] = asOf.map { .string($0) }
        parameters["knownAt"] = knownAt.map { .string($0) }
    }
}
