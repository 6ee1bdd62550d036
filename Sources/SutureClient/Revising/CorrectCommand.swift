import ArgumentParser
import SutureDomain
import SutureInterface
import SutureJSON
import SutureOutput

/// `suture correct POSITION --set field=value`: an event is voided, and another one stands in its place.
struct CorrectCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Correct an event: it is voided, and one with other fields takes its place.",
        discussion: """
            Fields that are not set stay as they are, and so does the date without --occurred-on. A list is set whole, one \
            --set for each of its values; an empty value takes a field away. To correct another's event needs a steward.
            """)

    @Argument(help: ArgumentHelp("Of the event, as history and follow show it.", valueName: "position"))
    var position: Int64

    @Option(help: ArgumentHelp("A field of the event. May be repeated.", valueName: "field=value"))
    var set: [String] = []

    @OptionGroup(title: "Circumstances") var context: ContextOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        try context.require()
        if position < 1 { throw ValidationError("A position is at least 1.") }
        if set.isEmpty, context.occurredOn == nil {
            throw ValidationError("Nothing to correct: give --set or --occurred-on.")
        }
    }

    func run() async throws {
        let reply = try await connection.withDaemon { daemon in
            let event = try await recorded(daemon)
            let fields = try event.map { try CorrectedFields(of: $0).setting(set) }
            if context.occurredOn == nil, let event, let fields,
                event["data"].map({ JSONObject($0) }) == fields
            {
                throw UsageError("nothing to correct: the event at position \(position) says so already")
            }
            let call = CommandCall(
                method: Method.correct,
                fields: ["position": .integer(position), "fields": .object(fields ?? [:])],
                context: context.context)
            do {
                return try await daemon.call(call.method, try call.parameters)
            } catch let error as MisunderstoodCall {
                let type = event?["type"]?.string.map { EventType($0) }
                guard let command = type.flatMap({ Catalogue.event($0) }) as? any Command.Type else {
                    throw error
                }
                throw error.explained(asCorrectionOf: command, fields ?? [:])
            }
        }
        try Output.standard.line(connection.json ? reply.rawText : try Receipt(inReply: reply).line)
    }

    /// The event with readable personal data, as in a history; `nil` if there is none.
    private func recorded(_ daemon: Daemon) async throws -> JSONView? {
        let page = try await daemon.call(
            Method.read, ["start": .integer(position), "limit": 1])
        guard let stored = page.list("events").first,
            stored["position"]?.int64 == position, let stream = stored["stream"]?.string
        else { return nil }
        let history = try await daemon.call(
            Method.history,
            ["record": .string(stream), "before": .integer(position + 1), "limit": 1])
        let event = history["events"]?.elements.first { $0["position"]?.int64 == position } ?? stored
        if event["cutFrom"] != nil {
            throw UsageError(
                "the event at position \(position) is too large to be read whole, so what is not set would be "
                    + "lost: void it and record it anew")
        }
        return event
    }
}
