import ArgumentParser
import Foundation
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
            again records nothing twice. A map is YAML:

            \(mapExample)
            """)

    /// Everything that a map may have.
    static let mapExample = """
        delimiter: ","
        empty: [N/A]                          # cells that say this are empty
        commands:
          - command: device.register
            id: "D-{number}"                  # {number} is a column of the file
            once: true                        # not again what an earlier row said; id may be made as a field is
            when: {column: status, is: [new]} # or isNot: [...], or present: true
            fields:
              name: "{brand} {model}"
              stage: marketed
              type: {column: kind, values: {N: suture_needle}, otherwise: other}
              members: {template: "{parts}", split: ";", default: D-1}
            context: {occurredOn: "{date}", sources: [the list of 2022]}
        """

    @Argument(help: "The file; its first row names the columns.", completion: .file(extensions: ["csv"]))
    var file: String

    @Option(help: "What each row becomes.", completion: .file(extensions: ["yaml", "yml"]))
    var map: String

    @Flag(help: "Check everything, but record nothing.")
    var dryRun = false

    @Flag(help: "Leave out the rows that are refused, and record the others.")
    var skipRefused = false

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func run() async throws {
        var plan = try plan()
        var leftOut = Set(plan.problems.map(\.line))
        for problem in plan.problems {
            try Output.error.line("\(file):\(problem.line): \(problem.message)")
        }
        guard leftOut.isEmpty || skipRefused else {
            try Output.error.line("suture: nothing was recorded")
            throw AlreadyReported(status: .refused)
        }
        plan.leaveOut(leftOut)
        let batches = plan.batches()
        if batches.count > 1 {
            try Output.error.line(
                "\(plan.commands.count) commands go in \(batches.count) batches, each recorded whole or not at all"
            )
        }
        leftOut.formUnion(
            try await connection.withDaemon { [plan] in try await record(batches, of: plan, with: $0) })
        if !leftOut.isEmpty { throw AlreadyReported(status: .refused) }
    }

    private func plan() throws -> ImportPlan {
        let root = try MapNode(parsing: String(decoding: try bytes(of: map), as: UTF8.self), file: map)
        var reader = CSVReader(try bytes(of: file), delimiter: try ImportMap.delimiter(root))
        do {
            guard let header = try reader.next() else { throw UsageError(message: "\(file): is empty") }
            let map = try ImportMap(root, columns: header.fields.map(\.trimmed))
            return try ImportPlan(reader, columnCount: header.fields.count, map: map)
        } catch let error as CSVError {
            throw UsageError(message: "\(file): \(error)")
        }
    }

    private func bytes(of path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw UsageError(message: "\(path) cannot be read")
        }
        return Array(data)
    }

    /// - Returns: the lines of the rows that were left out.
    private func record(
        _ batches: [ArraySlice<ProposedCommand>], of plan: ImportPlan, with daemon: Daemon
    ) async throws -> Set<Int> {
        var progress = ProgressBar(total: plan.commands.count, noun: "commands")
        var tally = Tally()
        for batch in batches {
            if let reply = try await send(batch, to: daemon, &tally) {
                if connection.json { try Output.standard.line(reply.rawText) }
                tally.duplicateCount +=
                    reply["receipts"]?.elements.count { $0["duplicate"]?.bool == true } ?? 0
            }
            progress.advance(to: batch.endIndex)
        }
        progress.clear()
        try (connection.json ? Output.error : Output.standard).line(summary(plan, tally))
        return tally.leftOut
    }

    /// What became of the commands.
    private struct Tally {
        var commandCount = 0
        var duplicateCount = 0
        /// The lines of rows that the daemon refused.
        var leftOut: Set<Int> = []
    }

    /// Sends a batch, again and again without the rows that are refused if those are to be left out: what refers to
    /// them is then refused in its turn.
    /// - Returns: the reply to what was recorded; `nil` if nothing is left of the batch.
    private func send(
        _ batch: ArraySlice<ProposedCommand>, to daemon: Daemon, _ tally: inout Tally
    ) async throws -> JSONView? {
        var commands = Array(batch)
        while !commands.isEmpty {
            do {
                let reply = try await call(commands, of: daemon)
                tally.commandCount += commands.count
                return reply
            } catch let error as VarlinkError {
                guard let refusals = BatchRefusal.all(in: error), skipRefused || !connection.json else {
                    throw error
                }
                let refused = refusals.filter { commands.indices.contains($0.index) }
                guard skipRefused, !refused.isEmpty else {
                    try report(refused, among: commands)
                    try Output.error.line("suture: nothing of this batch was recorded")
                    throw AlreadyReported(status: .refused)
                }
                // What a row is refused for first is why the rest of it is.
                try report(
                    refused.filter { tally.leftOut.insert(commands[$0.index].line).inserted }, among: commands
                )
                let indices = Set(refused.map(\.index))
                commands = commands.enumerated().filter { index, command in
                    !indices.contains(index) && (command.isShared || !tally.leftOut.contains(command.line))
                }.map(\.element)
            }
        }
        return nil
    }

    private func call(_ commands: [ProposedCommand], of daemon: Daemon) async throws -> JSONView {
        var parameters: JSONObject = ["commands": .array(commands.map { .object($0.parameters) })]
        if dryRun { parameters["context"] = ["dryRun": true] }
        return try await daemon.call("org.suture.Log.RecordAll", parameters)
    }

    private func report(_ refusals: [BatchRefusal], among commands: [ProposedCommand]) throws {
        for refusal in refusals {
            let command = commands[refusal.index]
            try Output.error.line(
                "\(file):\(command.line): \(command.command) \(command.id): \(refusal.line)")
        }
    }

    private func summary(_ plan: ImportPlan, _ tally: Tally) -> String {
        let count = tally.commandCount - tally.duplicateCount
        let done = dryRun ? "\(count) would be recorded" : "\(count) recorded"
        let leftOutCount = tally.leftOut.union(plan.problems.map(\.line)).count
        return
            "\(plan.rowCount) rows, \(tally.commandCount) commands: \(done), \(tally.duplicateCount) recorded before"
            + (leftOutCount == 0 ? "" : "; left out rows: \(leftOutCount)")
    }
}
