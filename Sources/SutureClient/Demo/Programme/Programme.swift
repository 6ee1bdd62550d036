import SutureDomain
import SutureInterface
import SutureJSON

/// A medical-engineering programme as commands, in the order in which they are admitted: that of the University of
/// Shanghai for Science and Technology and its partners, as two documents of 2019 and 2022 tell of it.
struct Programme: Sendable {
    /// Each has an id of its own, so that it can be sent again without being recorded twice.
    private(set) var commands: [CommandCall] = []
    /// What the ids of the commands begin with.
    private let part: String

    private init(part: String) { self.part = part }

    /// Everything but the outcome sheets that are typed in late.
    static let records: Programme = {
        var programme = Programme(part: "demo-record")
        programme.recordInstitutions()
        programme.recordLeaders()
        programme.recordDoctors()
        programme.recordTeachers()
        programme.recordUnits()
        programme.recordEarlyProjects()
        programme.recordCommitments()
        programme.recordEarlyTraining()
        programme.recordSolutionPlans()
        programme.recordLaterProjects()
        programme.recordLaterTraining()
        programme.recordDevices()
        programme.recordTrials()
        return programme
    }()

    /// More outcomes of the same trials.
    static let lateSheets: Programme = {
        var programme = Programme(part: "demo-sheet")
        programme.recordLateSheets()
        return programme
    }()

    /// - Parameters:
    ///   - name: with the kind (`trial.log-outcome`).
    ///   - day: a partial date; that of the origin if left out.
    ///   - reason: for what is admitted only with one.
    mutating func record(
        _ name: String, _ id: String, _ fields: JSONObject = [:], from origin: Origin, on day: String? = nil,
        because reason: String? = nil
    ) {
        guard let command = Catalogue.command(name) else {
            preconditionFailure("there is no command \(name)")
        }
        let context = Context(
            commandId: Programme.id(part, commands.count + 1, digits: 4), occurredOn: day ?? origin.day,
            reason: reason, sources: [origin.source])
        commands.append(
            CommandCall(method: CommandCall.method(of: command), id: id, fields: fields, context: context))
    }
}

extension Programme {
    /// `Student 017`: nobody takes such a name for a person's.
    static func name(_ noun: String, _ number: Int) -> String { "\(noun) \(padded(number, 3))" }

    /// `S-017`
    static func id(_ prefix: String, _ number: Int, digits: Int = 3) -> String {
        "\(prefix)-\(padded(number, digits))"
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
