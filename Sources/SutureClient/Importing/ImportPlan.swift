import SutureDomain
import SutureJSON

/// Every command that a sheet becomes, and every row that becomes none.
struct ImportPlan {
    /// What is wrong with a row.
    struct Problem: Equatable {
        let line: Int
        let message: String
    }

    let rowCount: Int
    /// How the ids begin of commands that are known by the sheet.
    let prefix: String
    private(set) var commands: [ProposedCommand] = []
    private(set) var problems: [Problem]
    /// The records that rows with problems are about: what refers to them may be right.
    private(set) var doubtfulRecords: Set<StreamName> = []

    /// - Parameter found: what the map looks up.
    init(_ sheet: ImportSheet, found: FoundRecords = FoundRecords()) {
        rowCount = sheet.rows.count + sheet.unevenRows.count
        problems = sheet.unevenRows.map {
            Problem(line: $0.line, message: "has \($0.fields.count) fields, not \(sheet.header.count)")
        }
        var context = ImportContext(found: found)
        var identity = CommandIdentity(sheet: sheet.name ?? "")
        prefix = identity.prefix
        var seen: Set<[UInt8]> = []
        for row in sheet.rows {
            let row = sheet.map.cleared(row)
            for step in sheet.map.steps { add(step, row, &context, &identity, &seen) }
        }
        for (place, command) in commands.enumerated() where command.key == nil && command.hasPersonalData {
            commands[place].isKnownByWhole = command.id.isEmpty || identity.count(of: command) > 1
        }
    }

    /// What the map looks up for the rows.
    static func lookups(_ sheet: ImportSheet) -> [(text: String, kinds: [String])] {
        sheet.rows.flatMap { row in
            let row = sheet.map.cleared(row)
            return sheet.map.steps.flatMap { $0.lookups(for: row) }
        }
    }

    private mutating func add(
        _ step: ImportStep, _ row: ImportRow, _ context: inout ImportContext,
        _ identity: inout CommandIdentity, _ seen: inout Set<[UInt8]>
    ) {
        do throws(RowProblem) {
            for var command in try step.proposals(for: row, &context) {
                if step.isOnce, !seen.insert(command.content).inserted { continue }
                if let key = command.key { try context.ids.claim(key, by: command) }
                identity.identify(&command)
                commands.append(command)
            }
        } catch {
            problems.append(Problem(line: row.line, message: error.message))
            doubtfulRecords.formUnion(step.streams(for: row, context))
        }
    }

    /// Whether a command is refused only because of what is not there, and a row with a problem would have made it.
    func mayFollowFromProblems(_ refusal: BatchRefusal?) -> Bool {
        guard let refusal else { return false }
        return refusal.rule == Rule.notFound.rawValue
            && doubtfulRecords.contains { refusal.message.contains("\($0)") }
    }

    /// The records that refused commands would have made may be right too.
    mutating func doubt(_ refused: [RefusedCommand]) {
        for command in refused.filter({ $0.refusal != nil }).map(\.command) {
            guard let type = Catalogue.command(command.command), type.createsRecord else { continue }
            doubtfulRecords.insert(StreamName(kind: command.kind, id: command.id))
        }
    }

    /// Goes on without these rows, but with what other rows share with them.
    mutating func leaveOut(_ lines: Set<Int>) {
        commands.removeAll { lines.contains($0.line) && !$0.isShared }
    }

    /// - Returns: one verdict for each command, which may be changed by it.
    mutating func examine(by examination: inout ImportExamination) async throws -> [ImportVerdict] {
        var commands = commands
        defer { self.commands = commands }
        return try await examination.verdicts(on: &commands)
    }

    /// Goes on with the commands at some places only.
    mutating func keep(at isKept: (Int) -> Bool) {
        commands = commands.indices.filter(isKept).map { commands[$0] }
    }

    /// The most commands of a batch: one less than the daemon takes, as the first batch says of which import it is.
    static let batchCommandCountMax = 9_999
    /// Keeps a batch well below the longest message.
    static let batchByteCountMax = 8 * 1024 * 1024

    /// The commands in batches, each of which is recorded whole or not at all. The commands of a row stay together.
    func batches(
        commandCountMax: Int = batchCommandCountMax, byteCountMax: Int = batchByteCountMax
    ) -> [ArraySlice<ProposedCommand>] {
        var batches: [ArraySlice<ProposedCommand>] = []
        var start = 0
        var rowStart = 0
        var byteCount = 0
        for (index, command) in commands.enumerated() {
            if index > 0, commands[index - 1].line != command.line { rowStart = index }
            byteCount += JSONValue.object(command.parameters).bytes.count
            let isFull = index + 1 - start > commandCountMax || byteCount > byteCountMax
            if isFull, rowStart > start {
                batches.append(commands[start..<rowStart])
                start = rowStart
                byteCount = commands[start...index].reduce(0) {
                    $0 + JSONValue.object($1.parameters).bytes.count
                }
            }
        }
        return commands.isEmpty ? [] : batches + [commands[start...]]
    }
}
