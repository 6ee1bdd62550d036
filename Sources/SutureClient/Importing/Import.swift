import ArgumentParser
import SutureInterface
import SutureJSON
import SutureOutput
import SutureProgram
import Varlink

/// `suture import FILE.csv --map MAP.yaml`: a table becomes commands, all or none; `--undo` voids them again.
struct Import: DaemonCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record what a CSV file says, all of it or nothing.",
        usage: """
            suture import <file> --map <map> [<options>]
            suture import --undo <batch> --reason <text> [--dry-run]
            """,
        discussion: """
            The map says which commands each row becomes. Every row is checked, and every one that is refused is \
            reported with its line, before anything is recorded. With --skip-refused such rows are left out, each \
            as a whole, and the others are recorded; the exit status is then 1 all the same. Importing the same file \
            again records nothing twice.

            The import itself is recorded with its first rows: the name of the file, which is kept for ever, how many rows it \
            has, and, unless it holds personal data, a digest of it and of the map. suture list import shows the imports, and \
            suture follow --json on which line of which import an event was said.

            With --undo what an import recorded is voided, the last first. Of what depends on each other within the import nothing \
            is in the way; where anything else depends on it, nothing is voided, and that is named. Interrupted, it goes on \
            when it is repeated. What the import corrected stays voided. Another's import is undone by a steward. To import \
            the sheet once more then takes --again voided.

            \(ImportExample.remarks)

            A map is YAML:

            \(ImportExample.map)
            """)

    @Argument(
        help: "The file; its first row names the columns. - is standard input.",
        completion: .file(extensions: ["csv"]))
    var file: String?

    @Option(help: "What each row becomes.", completion: .file(extensions: ["yaml", "yml"]))
    var map: String?

    @Option(
        help: ArgumentHelp(
            "Name of the sheet, by which rows without a key are known again; else the file's.",
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

    @Option(
        help: ArgumentHelp(
            "Correct what was recorded where a row says something else now.", valueName: "reason"))
    var correct: String?

    @Option(
        help: ArgumentHelp(
            """
            What counts for rows that were said before: equal (nothing), new (other facts), or voided (again what was \
            voided); of some lines only as new:17,23. Given twice, of other lines.
            """, valueName: "what"))
    var again: [ImportAgain] = []

    @Option(
        help: ArgumentHelp(
            "Void what this import recorded; suture list import shows the numbers.", valueName: "batch"))
    var undo: Int64?

    @Option(help: ArgumentHelp("Why the import is undone.", valueName: "text"))
    var reason: String?

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        if let undo { return try validate(undo: undo) }
        if file == nil { throw ValidationError("Missing expected argument '<file>'") }
        if map == nil { throw ValidationError("Missing expected argument '--map <map>'") }
        if file == "-", map == "-" { throw ValidationError("Only one of the file and the map can be -.") }
        if let contradiction = ImportDecisions(again: again).contradiction {
            throw ValidationError(contradiction)
        }
        if reason != nil {
            throw ValidationError(
                "--reason is for --undo. Why rows are corrected is said with --correct, why they are so in the map."
            )
        }
    }

    private func validate(undo batch: Int64) throws {
        if file != nil || map != nil || source != nil || skipRefused || errors != nil || correct != nil
            || !again.isEmpty
        {
            throw ValidationError("--undo takes no file and no map: only --reason and --dry-run beside it.")
        }
        if batch < 1 {
            throw ValidationError(
                "--undo \(batch): an import has a number from 1; suture list import shows them.")
        }
        if reason == nil { throw ValidationError("--undo needs --reason: why the import is undone.") }
    }

    func run() async throws {
        if let undo {
            return try await connection.withDaemon {
                try await ImportUndoing(
                    batch: undo, reason: reason, isDryRun: dryRun, isJSON: connection.json
                ).run(with: $0)
            }
        }
        guard let file, let map else { return }
        if let errors { try ImportProblems.refuse(errors, forRowsOf: file, mapFile: map) }
        let sheet = try ImportSheet(file: file, mapFile: map, name: source)
        try ImportDecisions(reason: correct, again: again).requireRows(of: sheet, file: file)
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
        do {
            try await connection.withDaemon { daemon in
                // Once it has answered, what takes long is work.
                let status = try await daemon.call(Method.status)
                guard let log = status["logId"]?.string else { throw UnintelligibleReply(missing: "logId") }
                let plan = ImportPlan(sheet, found: try await FoundRecords.finding(lookups, with: daemon))
                let recording = ImportRecording(of: sheet, rowCount: plan.rowCount, in: log, with: daemon)
                let interrupted = InterruptedImports(sheet: sheet.name, log: log)
                try await run(
                    plan, recording, after: try await interrupted.numbers(from: daemon), &problems)
                if !dryRun, problems.lines.isEmpty { try await interrupted.close(with: daemon) }
            }
        } catch let error as Unreachable {
            // What is wrong with the sheet itself can be told without a daemon.
            if lookups.isEmpty { try problems.tell(ImportPlan(sheet).problems) }
            throw error
        } catch {
            throw BrokenImport(error) ?? error
        }
    }

    private func run(
        _ plan: ImportPlan, _ recording: ImportRecording, after interrupted: [Int64],
        _ problems: inout ImportProblems
    ) async throws {
        var (plan, recording) = (plan, recording)
        let check = ImportCheck(daemon: recording.daemon) { reply in
            if connection.json, dryRun { try Output.standard.line(reply.rawText) }
        }
        let verdicts = try await settle(&plan, after: interrupted, &problems, by: check)
        try await check.finish()
        let total = plan.commands.count
        plan.keep { verdicts[$0].outcome == .new }
        if !dryRun { try await record(plan, &recording, &problems) }
        let newCount = dryRun ? plan.commands.count : recording.commandCount - recording.duplicateCount
        let leftOutCount = problems.lines.count
        try (connection.json ? Output.error : Output.standard).line(
            "\(plan.rowCount) rows, \(total) commands: \(newCount) \(dryRun ? "would be recorded" : "recorded"), "
                + "\(total - newCount) recorded before"
                + (leftOutCount == 0 ? "" : "; left out rows: \(leftOutCount)"))
    }
}

// MARK: Checking

extension Import {
    /// Asks about all commands, and leaves out the rows that are refused if that is wanted.
    /// - Returns: one verdict for each command that is left, none of which is refused.
    private func settle(
        _ plan: inout ImportPlan, after interrupted: [Int64], _ problems: inout ImportProblems,
        by check: ImportCheck
    ) async throws -> [ImportVerdict] {
        plan.leaveOut(Set(plan.problems.map(\.line)))
        if skipRefused { try problems.tell(plan.problems) }
        let decisions = ImportDecisions(reason: correct, again: again)
        while true {
            var examination = ImportExamination(
                check: check, decisions: decisions, prefix: plan.prefix, interrupted: interrupted,
                leftOut: plan.leftOut)
            let verdicts: [ImportVerdict]
            do {
                verdicts = try await plan.examine(by: &examination)
            } catch let error as SheetTooLarge {
                try problems.tell((skipRefused ? [] : plan.problems) + [error.problem])
                try Output.error.line("suture: nothing was recorded")
                throw AlreadyReported(status: .refused)
            }
            let refused = zip(plan.commands, verdicts).compactMap { RefusedCommand($0, $1) }
            guard skipRefused else {
                if plan.problems.isEmpty, refused.isEmpty { return verdicts }
                try problems.tell(plan.problems + plan.causes(among: refused).flatMap(\.problems))
                try await check.finish()
                if let lost = examination.lost {
                    try Output.error.line(
                        "suture: no row stands where this sheet said what was recorded at position \(lost.position), "
                            + "so the rows that it had look like earlier ones")
                }
                try Output.error.line("suture: nothing was recorded")
                for remedy in Set(verdicts.compactMap(\.outcome.remedy)).sorted() {
                    try Output.error.line(remedy)
                }
                throw AlreadyReported(status: .refused)
            }
            if refused.isEmpty { return verdicts }
            let commands = plan.commands
            // What a row is refused for first is why the rest is; what refers to it is refused in its turn.
            var leftOut = problems.lines
            try problems.tell(refused.filter { leftOut.insert($0.command.line).inserted }.flatMap(\.problems))
            plan.keep { RefusedCommand(commands[$0], verdicts[$0]) == nil }
            plan.leaveOut(leftOut)
        }
    }
}

// MARK: Recording

extension Import {
    private func record(
        _ plan: ImportPlan, _ recording: inout ImportRecording, _ problems: inout ImportProblems
    ) async throws {
        let batches = plan.batches()
        if batches.count > 1 {
            try Output.error.line(
                "\(plan.commands.count) commands go in \(batches.count) batches, each recorded whole or not at all"
            )
        }
        var progress = ProgressBar(total: plan.commands.count, noun: "commands")
        defer { progress.clear() }
        do {
            for batch in batches {
                let reply = try await recording.record(batch)
                if connection.json { try Output.standard.line(reply.rawText) }
                progress.advance(to: recording.commandCount)
            }
            try await recording.finish()
        } catch {
            progress.clear()
            // What was looked at a moment ago is refused only for what others recorded since.
            let refusals = (error as? VarlinkError).flatMap { recording.refusals(in: $0) }
            let commands = Array(recording.batch)
            try problems.tell(
                (refusals ?? []).compactMap { RefusedCommand($0, among: commands) }.flatMap(\.problems))
            try Output.error.line(
                // Of what was on its way when the daemon was lost nobody knows it.
                "suture: \(refusals == nil ? "at least " : "")\(recording.commandCount) of \(plan.commands.count) commands were recorded before it stopped; "
                    + "imported again, it goes on from there")
            throw refusals == nil ? error : AlreadyReported(status: .refused)
        }
    }
}
