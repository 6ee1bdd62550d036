import Foundation
import SutureDomain
import SutureInterface
import SutureJSON
import SutureOutput
import Varlink

/// Records what a sheet becomes as one import, batch after batch, each whole or not at all.
///
/// The import begins with the first rows that are recorded, and is closed behind the last.
struct ImportRecording {
    let daemon: Daemon
    let sheet: ImportSheet
    let rowCount: Int
    /// The id of the log: that of the installation, whose event an import is.
    let log: String
    /// The import's number; `nil` until something of it is recorded.
    private var number: Int64?
    /// What is being recorded.
    private(set) var batch: ArraySlice<ProposedCommand> = []
    /// How many commands are recorded.
    private(set) var commandCount = 0
    /// How many of them had been recorded before.
    private(set) var duplicateCount = 0

    init(of sheet: ImportSheet, rowCount: Int, in log: String, with daemon: Daemon) {
        self.daemon = daemon
        self.sheet = sheet
        self.rowCount = rowCount
        self.log = log
    }

    /// - Returns: the daemon's reply.
    /// - Throws: if nothing of the batch was recorded.
    mutating func record(_ batch: ArraySlice<ProposedCommand>) async throws -> JSONView {
        self.batch = batch
        let reply = try await daemon.call(Method.recordAll, parameters)
        let receipts = reply.list("receipts")
        commandCount += batch.count
        duplicateCount += receipts.count { $0["duplicate"]?.bool == true }
        // What had all been recorded before is no import, and has position 0.
        if number == nil, let position = receipts.first?["position"]?.int64, position > 0 {
            number = position
            try Output.error.line(
                "import \(position): the name of the sheet, \(Table.printable(sheet.name)), is kept for ever")
        }
        return reply
    }

    /// Nothing more belongs to the import.
    func finish() async throws {
        if let number { try await daemon.closeImport(number, in: log) }
    }

    /// Why commands of the batch cannot be recorded; `nil` if the error is another one.
    func refusals(in error: VarlinkError) -> [BatchRefusal]? {
        // The beginning of the import stands before them.
        BatchRefusal.all(in: error, after: number == nil ? 1 : 0)
    }

    private var parameters: JSONObject {
        let rows = batch.map { command in
            var members = command.recording
            members["line"] = .integer(Int64(command.line))
            return JSONValue.object(members)
        }
        guard let number else { return ["commands": .array([beginning] + rows)] }
        return ["commands": .array(rows), "batch": .integer(number)]
    }

    private var beginning: JSONValue {
        var fields: JSONObject = ["sheet": .string(sheet.name), "rows": .integer(Int64(rowCount))]
        fields["digest"] = sheet.digest.map { .string($0) }
        return ["command": "installation.begin-import", "id": .string(log), "fields": .object(fields)]
    }
}

extension Daemon {
    /// Nothing more belongs to the import of that number.
    func closeImport(_ number: Int64, in log: String) async throws {
        _ = try await call(
            Method.of(Installation.ImportClosed.self), ["id": .string(log), "batch": .integer(number)])
    }
}

/// Earlier imports of a sheet that ended before they were closed; once all is recorded, they are over.
struct InterruptedImports {

    let sheet: String
    /// The log's id.
    let log: String

    /// Closes those that the same account began, and says so.
    func close(with daemon: Daemon) async throws {
        for batch in try await numbers(from: daemon) {
            try await daemon.closeImport(batch, in: log)
            try Output.error.line(
                "import \(batch): an earlier one of this sheet, which was interrupted, is closed now")
        }
    }

    /// The numbers of those that the same account began.
    func numbers(from daemon: Daemon) async throws -> [Int64] {
        let page = try await daemon.call(
            Method.list,
            [
                "view": "import", "limit": .integer(Int64(WireLimits.pageRowCountMax)),
                "where": [
                    "sheet": .string(sheet), "state": "open", "account": .string(InterruptedImports.account),
                ],
            ])
        return try page.list("rows").map { row in
            guard let batch = row["batch"]?.int64 else { throw UnintelligibleReply(missing: "batch") }
            return batch
        }
    }

    /// As the view names whoever imported something: by name, or by number if the account has none.
    private static var account: String {
        let name = NSUserName()
        return name.isEmpty ? "\(geteuid())" : name
    }
}
