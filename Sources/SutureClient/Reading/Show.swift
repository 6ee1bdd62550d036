import ArgumentParser
import SutureInterface
import SutureJSON
import SutureOutput
import SutureReports

/// `suture show KIND/ID`: one record with everything it has.
struct Show: DaemonCommand {
    static let configuration = CommandConfiguration(abstract: "Show a record with everything it has.")

    @Argument(help: ArgumentHelp("The record.", valueName: "kind/ID"))
    var record: String

    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Time") var moment: MomentOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws { try form.check(csv: false, json: connection.json) }

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
        try form.write(
            Document(
                head: ["\(record), version \(version)"],
                parts: RecordText.parts(of: shown, more: MoreText(of: reply, at: moment))))
    }
}
