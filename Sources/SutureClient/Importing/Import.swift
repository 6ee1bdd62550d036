import ArgumentParser
import SutureInterface
import SutureJSON
import SutureOutput
import SutureVarlink

/// `suture import FILE.csv --map MAP.yaml`: a table of somebody else's becomes commands, all of them or none.
struct Import: DaemonCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record what a CSV file says, all of it or nothing.",
        discussion: """
            The map says which commands each row becomes. Every row is checked, and every one that is refused is \
            reported with its line, before anything is recorded. With --skip-refused such rows are left out, each \
            as a whole, and the others are recorded; the exit status is then 1 all the same. Importing the same file \
            again records nothing twice.

            \(ImportExample.remarks)

            A map is YAML:

            \(ImportExample.map)
            """)

    @Argument(
        help: "The file; its first row names the columns. - is standard input.",
        completion: .file(extensions: ["csv"]))
    var file: String

    @Option(help: "What each row becomes.", completion: .file(extensions: ["yaml", "yml"]))
    var map: String

    @Option(
        help: ArgumentHelp(
            "Name of the sheet, by which rows without ids are known again; else the file's.",
            valueName: "name"))
    var source: String?

    @Flag(help: "Check everything, but record nothing.")
    var dryRun = false

    @Flag(help: "Leave out the rows that are refused, and record the others.")
    var skipRefused = false

    @Option(
        help: ArgumentHelp(
            "Write the rows that are refused, and why, as a file that can be mended and imported.",
            valueName: "file"), completion: .file(extensions: ["csv"]))
    var errors: String?

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        if file == "-", map == "-" { throw ValidationError("Only one of the file and the map can be -.") }
    }

    func run() async throws {
        let sheet = try ImportSheet(file: file, mapFile: map, name: source)
        var problems = ImportProblems(file: file)
        do {
            try await run(sheet, &problems)
        } catch {
            if let errors { try problems.write(to: errors, of: sheet) }
            throw error
        }
        if let errors { try problems.write(to: errors, of: sheet) }
        if !problems.lines.isEmpty { throw AlreadyReported(status: .refused) }
    }

    private func run(_ sheet: ImportSheet, _ problems: inout ImportProblems) async throws {
        let lookups = ImportPlan.lookups(sheet)
        let daemon: Daemon
        do {
            daemon = try await Daemon.connect(to: connection.socketPath)
        } catch {
            // What is wrong with the sheet itself can be told without a daemon.
            if lookups.isEmpty { try problems.tell(ImportPlan(sheet).problems) }
            throw error
        }
        do {
            let found = try await FoundRecords.finding(lookups, with: daemon)
            try await run(ImportPlan(sheet, found: found), &problems, with: daemon)
        } catch {
            await daemon.close()
            throw error
        }
        await daemon.close()
    }

    private func run(_ plan: ImportPlan, _ problems: inout ImportProblems, with daemon: Daemon) async throws {
        var plan = plan
        plan.leaveOut(Set(plan.problems.map(\.line)))
        guard plan.problems.isEmpty || skipRefused else {
            var refusals = try await check(plan, with: daemon)
            refusals.removeAll { plan.mayFollowFromProblems($0.refusal) }
            try problems.tell(plan.problems + refusals.map { $0.problem })
            try Output.error.line("suture: nothing was recorded")
            throw AlreadyReported(status: .refused)
        }
        try problems.tell(plan.problems)
        let batches = plan.batches()
        if batches.count > 1 {
            try Output.error.line(
                "\(plan.commands.count) commands go in \(batches.count) batches, each recorded whole or not at all"
            )
        }
        try await record(batches, of: plan, &problems, with: daemon)
    }
}

// MARK: Recording

extension Import {
    /// What became of the commands.
    private struct Tally {
        var commandCount = 0
        var duplicateCount = 0
    }

    private func record(
        _ batches: [ArraySlice<ProposedCommand>], of plan: ImportPlan, _ problems: inout ImportProblems,
        with daemon: Daemon
    ) async throws {
        var progress = ProgressBar(total: plan.commands.count, noun: "commands")
        var tally = Tally()
        for batch in batches {
            if let reply = try await send(batch, to: daemon, &tally, &problems) {
                if connection.json { try Output.standard.line(reply.rawText) }
                tally.duplicateCount +=
                    reply["receipts"]?.elements.count { $0["duplicate"]?.bool == true } ?? 0
            }
            progress.advance(to: batch.endIndex)
        }
        progress.clear()
        try (connection.json ? Output.error : Output.standard).line(
            summary(plan, tally, leftOutCount: problems.lines.count))
    }

    /// Sends a batch, again and again without the rows that are refused if those are to be left out: what refers to
    /// them is then refused in its turn.
    /// - Returns: the reply to what was recorded; `nil` if nothing is left of the batch.
    private func send(
        _ batch: ArraySlice<ProposedCommand>, to daemon: Daemon, _ tally: inout Tally,
        _ problems: inout ImportProblems
    ) async throws -> JSONView? {
        var commands = Array(batch)
        while !commands.isEmpty {
            do {
                let reply = try await call(commands, of: daemon, dryRun: dryRun)
                tally.commandCount += commands.count
                return reply
            } catch let error as VarlinkError {
                guard let refusals = BatchRefusal.all(in: error), skipRefused || !connection.json else {
                    throw error
                }
                let refused = refusals.compactMap { RefusedCommand($0, among: commands) }
                guard skipRefused, !refused.isEmpty else {
                    try problems.tell(refused.map(\.problem))
                    try Output.error.line("suture: nothing of this batch was recorded")
                    throw AlreadyReported(status: .refused)
                }
                // What a row is refused for first is why the rest of it is.
                var leftOut = problems.lines
                try problems.tell(refused.filter { leftOut.insert($0.command.line).inserted }.map(\.problem))
                let indices = Set(refused.map(\.refusal.index))
                commands = commands.enumerated().filter { index, command in
                    !indices.contains(index) && (command.isShared || !leftOut.contains(command.line))
                }.map(\.element)
            }
        }
        return nil
    }

    /// Every command that would be refused. Those that are not understood keep the others from being looked at, so they
    /// are tried again without them.
    private func check(_ plan: ImportPlan, with daemon: Daemon) async throws -> [RefusedCommand] {
        var all: [RefusedCommand] = []
        for batch in plan.batches() {
            var commands = Array(batch)
            while !commands.isEmpty {
                do {
                    _ = try await call(commands, of: daemon, dryRun: true)
                    break
                } catch let error as VarlinkError {
                    guard let refusals = BatchRefusal.all(in: error) else { throw error }
                    all += refusals.compactMap { RefusedCommand($0, among: commands) }
                    guard refusals.contains(where: \.isOfShape) else { break }
                    let indices = Set(refusals.map(\.index))
                    commands = commands.indices.filter { !indices.contains($0) }.map { commands[$0] }
                }
            }
        }
        return all
    }

    private func call(
        _ commands: [ProposedCommand], of daemon: Daemon, dryRun: Bool
    ) async throws -> JSONView {
        var parameters: JSONObject = ["commands": .array(commands.map { .object($0.parameters) })]
        if dryRun { parameters["context"] = ["dryRun": true] }
        return try await daemon.call("org.suture.Log.RecordAll", parameters)
    }

    private func summary(_ plan: ImportPlan, _ tally: Tally, leftOutCount: Int) -> String {
        let count = tally.commandCount - tally.duplicateCount
        let done = dryRun ? "\(count) would be recorded" : "\(count) recorded"
        return
            "\(plan.rowCount) rows, \(tally.commandCount) commands: \(done), \(tally.duplicateCount) recorded before"
            + (leftOutCount == 0 ? "" : "; left out rows: \(leftOutCount)")
    }
}
