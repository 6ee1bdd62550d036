import ArgumentParser
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

    private var moment: MomentParameters { MomentParameters(asOf: asOf, knownAt: knownAt) }

    func validate() throws { try moment.check(asOf: "--as-of", knownAt: "--known-at") }

    /// As it was said, to be said again.
    var arguments: String {
        (asOf.map { " --as-of \($0)" } ?? "") + (knownAt.map { " --known-at \($0)" } ?? "")
    }

    /// Adds to the parameters of a query what was said.
    func add(to parameters: inout JSONObject) { moment.add(to: &parameters) }
}
