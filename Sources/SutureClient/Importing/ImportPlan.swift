import SutureJSON

/// Every command that a file becomes, and every row that becomes none.
struct ImportPlan {
    /// What is wrong with a row.
    struct Problem: Equatable {
        let line: Int
        let message: String
    }

    private(set) var rowCount = 0
    private(set) var commands: [ProposedCommand] = []
    private(set) var problems: [Problem] = []

    /// - Parameters:
    ///   - rows: stands after the first row.
    ///   - columnCount: what each row has to have.
    init(_ rows: consuming CSVReader, columnCount: Int, map: ImportMap) throws(CSVError) {
        var identity = CommandIdentity()
        var seen: Set<[UInt8]> = []
        while let row = try rows.next() {
            rowCount += 1
            guard row.fields.count == columnCount else {
                problems.append(
                    Problem(line: row.line, message: "has \(row.fields.count) fields, not \(columnCount)"))
                continue
            }
            let cleared = map.cleared(row)
            for step in map.steps { add(step, cleared, &identity, &seen) }
        }
    }

    private mutating func add(
        _ step: ImportStep, _ row: CSVReader.Row, _ identity: inout CommandIdentity,
        _ seen: inout Set<[UInt8]>
    ) {
        do throws(RowProblem) {
            guard var command = try step.proposal(for: row) else { return }
            if step.isOnce, !seen.insert(CommandIdentity.content(of: command)).inserted { return }
            command.context["commandId"] = .string(identity.id(of: command))
            commands.append(command)
        } catch {
            problems.append(Problem(line: row.line, message: error.message))
        }
    }

    /// Goes on without these rows, but with what other rows share with them.
    mutating func leaveOut(_ lines: Set<Int>) {
        commands.removeAll { lines.contains($0.line) && !$0.isShared }
    }

    /// The most commands that the daemon takes at once.
    static let batchCommandCountMax = 10_000
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
