import ArgumentParser
import SutureDomain
import SutureInterface
import SutureJSON
import SutureOutput
import SutureVarlink

/// A command of the domain on the command line: `suture trial log-outcome T-001 --device D-001 --result success`.
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
        get throws {
            CommandCall(
                method: VarlinkInterface.methodName(of: Request.self), id: record.id,
                fields: try fields.parameters,
                context: context.context)
        }
    }

    func run() async throws {
        let call = try call
        let reply = try await connection.withDaemon { try await $0.call(call.method, try call.parameters) }
        try Output.standard.line(connection.json ? reply.rawText : try Receipt(inReply: reply).line)
    }
}
