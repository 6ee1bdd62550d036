import ArgumentParser
import Foundation
import SutureInterface
import SutureJSON
import SutureVarlink

/// `suture import FILE.csv --map MAP.yaml`: a table of somebody else's becomes commands, all of them or none.
struct Import: DaemonCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record what a CSV file says, all of it or nothing.",
        discussion: """
            The map says which commands each row becomes. Every row is checked, and every one that is refused is \
            reported with its line, before anything is recorded. Importing the same file again records nothing \
            twice. A map is YAML:

            \(mapExample)
            """)

    /// Everything that a map may have.
    static let mapExample = """
        delimiter: ","
        commands:
          - command: device.register
            id: "D-{number}"                  # {number} is a column of the file
            once: true                        # not again what an earlier row said
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

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func run() async throws {
        let plan = try plan()
        guard plan.problems.isEmpty else {
            for problem in plan.problems {
                try Output.error.line("\(file):\(problem.line): \(problem.message)")
            }
            try Output.error.line("suture: nothing was recorded")
            throw AlreadyReported(status: .refused)
        }
        let batches = plan.batches()
        if batches.count > 1 {
            try Output.error.line(
                "\(plan.commands.count) commands go in \(batches.count) batches, each recorded whole or not at all"
            )
        }
        try await connection.withDaemon { try await record(batches, of: plan, with: $0) }
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

    private func record(
        _ batches: [ArraySlice<ProposedCommand>], of plan: ImportPlan, with daemon: Daemon
    ) async throws {
        var progress = ProgressBar(total: plan.commands.count, noun: "commands")
        var duplicateCount = 0
        for batch in batches {
            let reply = try await send(batch, to: daemon)
            if connection.json { try Output.standard.line(reply.rawText) }
            duplicateCount += reply["receipts"]?.elements.count { $0["duplicate"]?.bool == true } ?? 0
            progress.advance(to: batch.endIndex)
        }
        progress.clear()
        let summary = summary(plan, duplicateCount: duplicateCount)
        try (connection.json ? Output.error : Output.standard).line(summary)
    }

    private func send(_ batch: ArraySlice<ProposedCommand>, to daemon: Daemon) async throws -> JSONView {
        var parameters: JSONObject = ["commands": .array(batch.map { .object($0.parameters) })]
        if dryRun { parameters["context"] = ["dryRun": true] }
        do {
            return try await daemon.call("org.suture.Log.RecordAll", parameters)
        } catch let error as VarlinkError {
            guard !connection.json, let refusals = BatchRefusal.all(in: error) else { throw error }
            for refusal in refusals where batch.indices.contains(batch.startIndex + refusal.index) {
                let command = batch[batch.startIndex + refusal.index]
                try Output.error.line(
                    "\(file):\(command.line): \(command.command) \(command.id): \(refusal.line)")
            }
            try Output.error.line("suture: nothing of this batch was recorded")
            throw AlreadyReported(status: .refused)
        }
    }

    private func summary(_ plan: ImportPlan, duplicateCount: Int) -> String {
        let count = plan.commands.count - duplicateCount
        let done = dryRun ? "\(count) would be recorded" : "\(count) recorded"
        return
            "\(plan.rowCount) rows, \(plan.commands.count) commands: \(done), \(duplicateCount) recorded before"
    }
}
