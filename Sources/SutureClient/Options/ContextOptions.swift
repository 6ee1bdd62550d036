import ArgumentParser
import SutureDomain
import SutureInterface

/// The circumstances of a command, as every command of every record takes them.
struct ContextOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "When it happened: \(PartialDate.forms); today if left out.", valueName: "date"))
    var occurredOn: String?

    @Option(help: ArgumentHelp("Why, where a rule asks for it or a reader will.", valueName: "text"))
    var reason: String?

    @Option(
        help: ArgumentHelp(
            "Where it is known from: free text or source/ID. May be repeated.", valueName: "text"))
    var source: [String] = []

    @Option(
        help: ArgumentHelp(
            "Your own id of this command; given again it records nothing twice.", valueName: "id"))
    var commandID: String?

    @Option(help: ArgumentHelp("The version that the record is expected to have.", valueName: "version"))
    var expectVersion: Int64?

    @Option(help: ArgumentHelp("Whatever belongs together carries the same text here.", valueName: "text"))
    var correlation: String?

    @Option(help: ArgumentHelp("The person for whom you act.", valueName: "person/ID"))
    var onBehalfOf: String?

    @Flag(help: "Decide, but record nothing.")
    var dryRun = false

    /// The options above, which a command's own fields leave to them.
    static let names: Set<String> = [
        "occurred-on", "reason", "source", "command-id", "expect-version", "correlation", "on-behalf-of",
        "dry-run",
    ]

    /// All that is wrong with what was given; what the options themselves do not take is told before.
    var problems: [ShapeProblem] {
        guard let occurredOn, PartialDate(occurredOn) == nil else { return [] }
        return [
            ShapeProblem(
                path: "context.occurredOn",
                message: "--occurred-on: \"\(occurredOn)\" is no date: \(PartialDate.forms).")
        ]
    }

    /// - Throws: the first of them, where nothing else is to be told.
    func require() throws {
        if let problem = problems.first { throw ValidationError(problem.message) }
    }

    /// As the interfaces have it; `nil` if nothing was said.
    var context: Context? {
        let context = Context(
            commandId: commandID, expectedVersion: expectVersion, occurredOn: occurredOn, reason: reason,
            sources: source.isEmpty ? nil : source, correlation: correlation, onBehalfOf: onBehalfOf,
            dryRun: dryRun ? true : nil)
        return context == Context() ? nil : context
    }
}
