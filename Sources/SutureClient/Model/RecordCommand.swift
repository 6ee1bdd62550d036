import ArgumentParser
import SutureDomain
import SutureInterface
import SutureJSON
import SutureOutput
import Varlink

/// A command of the domain: `suture trial log-outcome T-001 --device D-001 --result success`.
struct RecordCommand<Request: Command>: DaemonCommand {
    static var configuration: CommandConfiguration {
        let meaning = Meaning.of(Request.self)
        return CommandConfiguration(
            commandName: Request.command.text, abstract: meaning.summary, discussion: meaning.conditions)
    }

    @OptionGroup var record: RecordArgument<Request>
    @OptionGroup(title: "Fields") var fields: FieldOptions<Request>
    @OptionGroup(title: "Circumstances") var context: ContextOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    /// What goes over the wire.
    var call: CommandCall {
        CommandCall(
            method: Method.of(Request.self), id: record.id, fields: fields.parameters,
            context: context.context)
    }

    func validate() throws {
        let problems = record.problems + fields.problems + context.problems
        if problems.isEmpty { return }
        // Once something is wrong, what the daemon would say is said too.
        let paths = Set(problems.map(\.path))
        let sent = try JSONValue(parsing: String(decoding: call.parameters, as: UTF8.self))
        let others = ShapeExplanation(of: call.method, sent).problems().filter { !paths.contains($0.field) }
        throw ValidationError((problems + others).map(\.message).joined(separator: "\n\(Suture.errorPrefix)"))
    }

    func run() async throws {
        let call = call
        let reply = try await connection.withDaemon { try await $0.call(call.method, try call.parameters) }
        try Output.standard.line(connection.json ? reply.rawText : try Receipt(inReply: reply).line)
    }
}
