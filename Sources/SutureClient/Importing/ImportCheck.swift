import SutureInterface
import SutureJSON
import SutureOutput
import SutureProgram
import Varlink

/// Asks the daemon what would become of a sheet's commands before anything is recorded: each as if all before
/// it had been, however many batches they will be. All calls of a check go over one connection.
struct ImportCheck {

    let daemon: Daemon
    /// Told of every reply.
    let hears: (JSONView) throws -> Void

    /// One verdict for each command.
    /// - Parameters:
    ///   - prefix: how the ids of their sheet begin.
    ///   - taken: the positions of events that some of them stand for.
    func verdicts(
        on commands: [ProposedCommand], ofSheet prefix: String, taken: Set<Int64> = []
    ) async throws -> [ImportVerdict] {
        var progress = ProgressBar(total: commands.count, noun: "commands checked")
        defer { progress.clear() }
        var verdicts: [ImportVerdict] = []
        while verdicts.count < commands.count {
            let piece = ImportCheck.piece(of: commands[verdicts.count...])
            let reply: JSONView
            do {
                // Another import of the account may be looking at its own sheet.
                reply = try await Patience().call {
                    try await daemon.call(
                        Method.check,
                        [
                            "commands": .array(piece.map { .object($0.candidate) }),
                            "begin": .bool(verdicts.isEmpty), "sheet": .string(prefix),
                            "taken": .array(verdicts.isEmpty ? taken.sorted().map { .integer($0) } : []),
                        ])
                }
            } catch let error as VarlinkError {
                throw SheetTooLarge(error, for: piece, after: verdicts) ?? error
            }
            try hears(reply)
            // Fewer than were sent, if they took long.
            let answers = try reply["answers"]?.elements.map { try ImportVerdict($0) } ?? []
            guard !answers.isEmpty, answers.count <= piece.count else {
                throw UnintelligibleReply(missing: "answers")
            }
            verdicts += zip(piece, answers).map { $1.limited(to: $0) }
            progress.advance(to: verdicts.count)
        }
        return verdicts
    }

    /// The rows of the sheet about records in which facts were looked for, for which no command stood.
    /// - Parameter prefix: how the ids of the sheet begin.
    func unmatched(beginning prefix: String) async throws -> [EarlierRow] {
        let reply = try await daemon.call(
            Method.check, ["commands": [], "sheet": .string(prefix), "unmatched": true])
        return try reply["unmatched"]?.elements.map { try EarlierRow($0) } ?? []
    }

    /// The records that were recorded under command ids, by these.
    func records(of commandIDs: [String]) async throws -> [String: String] {
        var records: [String: String] = [:]
        for start in stride(from: 0, to: commandIDs.count, by: WireLimits.commandCountMax) {
            let ids = commandIDs[start...].prefix(WireLimits.commandCountMax)
            let reply = try await daemon.call(
                Method.check, ["commands": [], "commandIds": .array(ids.map { .string($0) })])
            guard let recorded = reply["recorded"]?.elements else {
                throw UnintelligibleReply(missing: "recorded")
            }
            for known in recorded {
                guard let id = known["commandId"]?.string, let stream = known["stream"]?.string else {
                    throw UnintelligibleReply(missing: "recorded")
                }
                records[id] = stream
            }
        }
        return records
    }

    /// The daemon forgets what it holds for the check.
    func finish() async throws {
        _ = try await daemon.call(Method.check, ["commands": [], "finish": true])
    }

    /// As many as one call may have, and well below the longest message.
    private static func piece(of commands: ArraySlice<ProposedCommand>) -> ArraySlice<ProposedCommand> {
        var byteCount = 0
        let end = commands.prefix(WireLimits.commandCountMax).firstIndex { command in
            byteCount += JSONValue.object(command.parameters).bytes.count
            return byteCount > ImportPlan.batchByteCountMax
        }
        // One that is too long on its own is for the daemon to refuse.
        return end.map { commands[..<max($0, commands.startIndex + 1)] }
            ?? commands.prefix(WireLimits.commandCountMax)
    }
}

/// A sheet becomes more than the daemon can look at in one check.
struct SheetTooLarge: Error {
    /// That of the row that is too much; where others of its piece are recorded already, of one before it.
    let line: Int
    private let reason: String

    /// - Parameters:
    ///   - piece: the commands that the daemon was asked about.
    ///   - verdicts: of those before them.
    /// - Returns: `nil` if the error is another one.
    init?(_ error: VarlinkError, for piece: ArraySlice<ProposedCommand>, after verdicts: [ImportVerdict]) {
        guard error.kind == .tooLarge, let last = piece.last else { return nil }
        // The daemon holds, and counts, what would be recorded.
        let count = Int(error.parameters["commandCount"]?.int64 ?? 0) - verdicts.count { $0.outcome == .new }
        line = piece.dropFirst(max(0, count - 1)).first?.line ?? last.line
        reason = error.parameters["message"]?.string ?? ""
    }

    /// As it is told of the row.
    var problem: ImportPlan.Problem {
        ImportPlan.Problem(
            line: line,
            message:
                "too large: \(reason) What stands before this line can be imported as a sheet of its own.")
    }
}
