import ArgumentParser
import SutureInterface
import SutureJSON
import SutureOutput

/// `suture void POSITION`: an event no longer counts.
struct VoidCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "void", abstract: "Void an event: its record is as if that had never been recorded.",
        discussion: """
            The event stays in the log and in the history. It is refused, with the list, where later events depend on it. \
            To void another's event needs a steward.
            """)

    @Argument(help: ArgumentHelp("Of the event, as history and follow show it.", valueName: "position"))
    var position: Int64

    @OptionGroup(title: "Circumstances") var context: ContextOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        try context.require()
        if position < 1 { throw ValidationError("A position is at least 1.") }
    }

    func run() async throws {
        let fields: JSONObject = ["position": .integer(position)]
        let call = CommandCall(method: Method.void, fields: fields, context: context.context)
        let reply = try await connection.withDaemon { try await $0.call(call.method, call.parameters) }
        try Output.standard.line(connection.json ? reply.rawText : try Receipt(inReply: reply).line)
    }
}
