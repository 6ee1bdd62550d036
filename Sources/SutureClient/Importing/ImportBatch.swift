import SutureDomain
import SutureInterface
import SutureJSON
import SutureOutput

/// The import as which the rows of a sheet are recorded: it begins with the first that are, and is closed behind the last.
struct ImportBatch {
    /// The name of the sheet, which is kept for ever.
    let sheet: String
    let rowCount: Int
    /// Of the sheet and its map; `nil` where they hold personal data.
    let digest: String?
    /// The id of the log: that of the installation, whose event an import is.
    let log: String
    /// The import's number; `nil` until something of it is recorded.
    private(set) var number: Int64?

    init(_ sheet: ImportSheet, rowCount: Int, log: String) {
        self.sheet = sheet.name
        self.rowCount = rowCount
        digest = sheet.digest
        self.log = log
    }

    /// How many commands stand before those of the sheet in the next call.
    var leadingCommandCount: Int { number == nil ? 1 : 0 }

    /// As `org.suture.Log.RecordAll` takes them.
    func parameters(recording commands: [ProposedCommand]) -> JSONObject {
        let rows = commands.map { command in
            var members = command.recording
            members["line"] = .integer(Int64(command.line))
            return JSONValue.object(members)
        }
        guard let number else { return ["commands": .array([beginning] + rows)] }
        return ["commands": .array(rows), "batch": .integer(number)]
    }

    /// - Parameter reply: to such a call. What had all been recorded before is no import, and has position 0.
    mutating func note(_ reply: JSONView) {
        guard number == nil,
            let position = reply["receipts"]?.elements.first(where: { _ in true })?["position"]?.int64,
            position > 0
        else { return }
        number = position
    }

    /// Says which import it is, once something of it is recorded, and what is kept of the sheet itself.
    func tell() throws {
        guard let number else { return }
        try Output.error.line(
            "import \(number): the name of the sheet, \(Table.printable(sheet)), is kept for ever")
    }

    /// Nothing more belongs to it.
    func close(with daemon: Daemon) async throws {
        guard let number else { return }
        _ = try await daemon.call(
            Method.of(Installation.ImportClosed.self), ["id": .string(log), "batch": .integer(number)])
    }

    private var beginning: JSONValue {
        var fields: JSONObject = ["sheet": .string(sheet), "rows": .integer(Int64(rowCount))]
        fields["digest"] = digest.map { .string($0) }
        return [
            "command": "installation.begin-import", "id": .string(log), "fields": .object(fields),
        ]
    }
}
