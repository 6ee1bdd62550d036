import SutureInterface
import SutureJSON
import Varlink

/// Records what a sheet becomes, batch after batch, each whole or not at all.
struct ImportRecording {
    let daemon: Daemon
    private(set) var sheet: ImportBatch
    /// What is being recorded.
    private(set) var batch: ArraySlice<ProposedCommand> = []
    /// How many commands are recorded.
    private(set) var commandCount = 0
    /// How many of them had been recorded before.
    private(set) var duplicateCount = 0

    init(with daemon: Daemon, as sheet: ImportBatch) {
        self.daemon = daemon
        self.sheet = sheet
    }

    /// - Returns: the daemon's reply.
    /// - Throws: if nothing of the batch was recorded.
    mutating func record(_ batch: ArraySlice<ProposedCommand>) async throws -> JSONView {
        self.batch = batch
        let reply = try await daemon.call(
            Method.recordAll, sheet.parameters(recording: Array(batch)))
        sheet.note(reply)
        commandCount += batch.count
        duplicateCount += reply["receipts"]?.elements.count { $0["duplicate"]?.bool == true } ?? 0
        return reply
    }

    /// Nothing more belongs to the import.
    func finish() async throws { try await sheet.close(with: daemon) }

    /// Why commands of the batch cannot be recorded; `nil` if the error is another one.
    func refusals(in error: VarlinkError) -> [BatchRefusal]? {
        BatchRefusal.all(in: error, after: sheet.leadingCommandCount)
    }
}
