import ArgumentParser
import SutureInterface
import SutureJSON
import SutureOutput

/// `suture show KIND/ID`: one record with everything it has.
struct Show: DaemonCommand {
    static let configuration = CommandConfiguration(abstract: "Show a record with everything it has.")

    @Argument(help: ArgumentHelp("The record.", valueName: "kind/ID"))
    var record: String

    @OptionGroup(title: "Time") var moment: MomentOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func run() async throws {
        try RecordName.check(record)
        var parameters: JSONObject = ["record": .string(record)]
        moment.add(to: &parameters)
        let reply = try await connection.withDaemon {
            try await $0.call(Method.get, parameters)
        }
        if connection.json { return try Output.standard.line(reply.rawText) }
        guard let shown = reply["record"] else { throw UnintelligibleReply(missing: "record") }
        let version = CellText.of(reply["version"])
        try Output.standard.write(
            "\(record), version \(version)\n\n"
                + RecordText.of(
                    shown, more: MoreText(of: reply, at: moment), width: Output.standard.width))
    }
}
