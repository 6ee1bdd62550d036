import SutureJSON

/// Records what a sheet becomes, batch after batch, each whole or not at all.
struct ImportRecording {
    let daemon: Daemon
    /// What is being recorded.
    private(set) var batch: ArraySlice<ProposedCommand> = []
    /// How many commands are recorded.
    private(set) var commandCount = 0
    /// How many of them had been recorded before.
    private(set) var duplicateCount = 0

    init(with daemon: Daemon) { self.daemon = daemon }

    /// - Returns: the daemon's reply.
    /// - Throws: if nothing of the batch was recorded.
    mutating func record(_ batch: ArraySlice<ProposedCommand>) async throws -> JSONView {
        self.batch = batch
        let reply = try await daemon.call(
            "org.suture.Log.RecordAll", ["commands": .array(batch.map { .object($0.parameters) })])
        commandCount += batch.count
        duplicateCount += reply["receipts"]?.elements.count { $0["duplicate"]?.bool == true } ?? 0
        return reply
    }
}
