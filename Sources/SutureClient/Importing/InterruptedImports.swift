import Foundation
import SutureDomain
import SutureInterface
import SutureJSON
import SutureOutput

/// Earlier imports of a sheet that ended before they were closed: once all of it is recorded, nothing more belongs to them.
struct InterruptedImports {

    let sheet: String
    /// The log's id.
    let log: String

    /// Closes those that the same account began, and says so.
    func close(with daemon: Daemon) async throws {
        for batch in try await numbers(from: daemon) {
            _ = try await daemon.call(
                Method.of(Installation.ImportClosed.self), ["id": .string(log), "batch": .integer(batch)])
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
        return try (page["rows"].map { Array($0.elements) } ?? []).map { row in
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
