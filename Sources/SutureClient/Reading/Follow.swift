import ArgumentParser
import SutureDomain
import SutureInterface
import SutureJSON
import SutureOutput
import SutureReports
import Varlink

/// `suture follow`: events as they are recorded, until it is interrupted.
struct Follow: DaemonCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show events as they are recorded, first those of the past.",
        discussion: "Personal data stays sealed here. Ends with Control-C.")

    @Option(
        help: ArgumentHelp("The first position; what comes from now on if left out.", valueName: "position"))
    var from: Int64?

    @Option(help: ArgumentHelp("Only events of this type. May be repeated.", valueName: "kind.event"))
    var type: [String] = []

    @Option(help: ArgumentHelp("Only events of this record.", valueName: "kind/ID"))
    var stream: String?

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        if let from, from < 1 { throw ValidationError("--from must be at least 1.") }
        for type in type where Catalogue.event(EventType(type)) == nil { throw Follow.unknown(type) }
    }

    /// Names the types that there are: those of the kind if there is such a kind, else all.
    private static func unknown(_ type: String) -> ValidationError {
        let kind = type.prefix { $0 != "." }
        let meant = Catalogue.kinds.filter { $0.kind == kind }
        let types = (meant.isEmpty ? Catalogue.kinds : meant).flatMap { kind in
            Catalogue.events(of: kind).map { $0.type.text }
        }
        return ValidationError(
            "--type \(type): there is no such type of event; there are \(types.joined(separator: ", ")).")
    }

    func run() async throws {
        if let stream { try RecordName.check(stream) }
        try await connection.withDaemon { daemon in
            var parameters: JSONObject = ["start": .integer(try await firstPosition(daemon))]
            parameters["stream"] = stream.map { .string($0) }
            if !type.isEmpty { parameters["types"] = .array(type.map { .string($0) }) }
            try await daemon.stream(Method.follow, parameters, show)
        }
    }

    private func show(_ reply: JSONView) throws {
        if connection.json {
            try Output.standard.line(reply.rawText)
        } else if let event = reply["event"], !event.isNull {
            try Output.standard.line(Table.printable(EventLine.of(event)))
        }
    }

    private func firstPosition(_ daemon: Daemon) async throws -> Int64 {
        if let from { return from }
        let status = try await daemon.call(Method.status)
        return (status["position"]?.int64 ?? 0) + 1
    }
}

/// An event on a line: `812  2022-03-14  trial/T-001 v4  trial.outcome-logged  device=D-001 result=success`.
enum EventLine {
    static func of(_ event: JSONView) -> String {
        let place = "\(CellText.of(event["stream"])) v\(CellText.of(event["version"]))"
        let parts = [
            CellText.of(event["position"]), CellText.of(event["occurredOn"]), place,
            CellText.of(event["type"]),
            CellText.of(event["data"]), event["voidedBy"]?.int64.map { "(voided by \($0))" } ?? "",
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: "  ")
    }
}
