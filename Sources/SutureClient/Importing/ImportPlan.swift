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
    /// Records that a row's problem keeps from being there, and its line: what refers to them may be right.
    private var doubtfulRecords: [StreamName: Int] = [:]

    /// The lines of the rows without which it goes on.
    private(set) var leftOut: Set<Int> = []

    /// - Parameter found: what the map looks up.
    init(_ sheet: ImportSheet, found: FoundRecords = FoundRecords()) {
        rowCount = sheet.rows.count + sheet.unevenRows.count
        problems = sheet.unevenRows.map {
            Problem(line: $0.line, message: "has \($0.fields.count) fields, not \(sheet.header.count)")
        }
        var context = ImportContext(found: found)
        var identity = CommandIdentity(sheet: sheet.name)
        prefix = identity.prefix
        var seen: Set<[UInt8]> = []
        for row in sheet.rows {
            let row = sheet.map.cleared(row)
            for step in sheet.map.steps { add(step, row, &context, &identity, &seen) }
        }
        for (place, command) in commands.enumerated() where command.key == nil && command.hasPersonalData {
            commands[place].isKnownByWhole = command.isNumbered || identity.count(of: command) > 1
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
        _ step: ImportStep, _ row: CSVReader.Row, _ context: inout ImportContext,
        _ identity: inout CommandIdentity, _ seen: inout Set<[UInt8]>
    ) {
        do throws(UsageError) {
            for var command in try step.proposals(for: row, &context) {
                if step.isOnce, !seen.insert(command.content).inserted { continue }
                if let key = command.key { try context.ids.claim(key, by: command) }
                command.references = context.references.references(in: command)
                identity.identify(&command)
                commands.append(command)
            }
        } catch {
            problems += error.messages.map { Problem(line: row.line, message: $0) }
            guard step.createsRecord else { return }
            for record in step.streams(for: row, context) { doubt(record, line: row.line) }
        }
    }

    /// Those that are refused for themselves, and not because an earlier command or row with a problem did
    /// not make what they name. The first one always is.
    /// - Parameter refused: in the order of their commands.
    mutating func causes(among refused: [RefusedCommand]) -> [RefusedCommand] {
        var causes: [RefusedCommand] = []
        for command in refused {
            if !mayFollowFromProblems(command) { causes.append(command) }
            if command.refusal != nil { doubt(command.command) }
        }
        return causes
    }

    private func mayFollowFromProblems(_ refused: RefusedCommand) -> Bool {
        guard let refusal = refused.refusal, refusal.rule == Rule.notFound.rawValue else { return false }
        let records = refusal.records + refused.command.references.keys.compactMap { StreamName($0) }
        return records.contains { doubtfulRecords[$0].map { $0 <= refused.command.line } ?? false }
    }

    private mutating func doubt(_ command: ProposedCommand) {
        guard command.createsRecord else { return }
        let names = [
            command.isNumbered ? nil : StreamName(kind: command.kind, id: command.recordID),
            command.ownReference.flatMap { StreamName($0.placeholder) },
        ]
        for name in names.compactMap(\.self) { doubt(name, line: command.line) }
    }

    private mutating func doubt(_ record: StreamName, line: Int) {
        doubtfulRecords[record] = min(line, doubtfulRecords[record] ?? line)
    }

    /// Goes on without these rows, but with what other rows share with them.
    mutating func leaveOut(_ lines: Set<Int>) {
        leftOut.formUnion(lines)
        let isLeftOut = { (command: ProposedCommand) in lines.contains(command.line) && !command.isShared }
        for command in commands.filter(isLeftOut) { doubt(command) }
        commands.removeAll(where: isLeftOut)
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

    /// The most commands of a batch: one less than the daemon takes, as the first begins the import.
    static let batchCommandCountMax = WireLimits.commandCountMax - 1
    /// Keeps a batch well below the longest message.
    static let batchByteCountMax = 8 * 1024 * 1024

    /// The commands in batches, each recorded whole or not at all. The commands of a row stay together.
    func batches(
        commandCountMax: Int = batchCommandCountMax, byteCountMax: Int = batchByteCountMax
    ) -> [ArraySlice<ProposedCommand>] {
        var batches: [ArraySlice<ProposedCommand>] = []
        var start = 0
        var rowStart = 0
        var byteCount = 0
        for (index, command) in commands.enumerated() {
            if index > 0, commands[index - 1].line != command.line { rowStart = index }
            byteCount += JSONValue.object(command.recording).bytes.count
            let isFull = index + 1 - start > commandCountMax || byteCount > byteCountMax
            if isFull, rowStart > start {
                batches.append(commands[start..<rowStart])
                start = rowStart
                byteCount = commands[start...index].reduce(0) {
                    $0 + JSONValue.object($1.recording).bytes.count
                }
            }
        }
        return commands.isEmpty ? [] : batches + [commands[start...]]
    }
}

/// What the rows of a sheet have in common on their way to commands.
struct ImportContext {
    var ids = ImportedIDs()
    /// What the map looks up.
    var found = FoundRecords()
    var references = KeyReferences()
}
