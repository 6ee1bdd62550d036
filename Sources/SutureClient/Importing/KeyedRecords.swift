import SutureDomain
import SutureJSON

/// Which records a sheet's keys mean: those that its own rows begin, and those that earlier sheets began.
struct KeyedRecords {
    private var streams: [KeyReference: String] = [:]
    /// All that commands name.
    private let wanted: Set<KeyReference>

    /// Asks for those that no command of the sheet begins.
    init(in commands: [ProposedCommand], by check: ImportCheck) async throws {
        wanted = Set(commands.flatMap { $0.references.values })
        if wanted.isEmpty { return }
        let earlier = wanted.subtracting(commands.compactMap(\.ownReference))
        let ids = Dictionary(uniqueKeysWithValues: earlier.map { ($0.commandID, $0) })
        for (id, stream) in try await check.records(of: ids.keys.sorted()) {
            if let reference = ids[id] { streams[reference] = stream }
        }
    }

    /// Takes up which records the sheet's own commands would begin, or have begun.
    /// - Returns: whether they are others than was known. Then what names them has to be looked at again.
    mutating func note(_ commands: [ProposedCommand], _ verdicts: [ImportVerdict]) -> Bool {
        if wanted.isEmpty { return false }
        let former = streams
        for (command, verdict) in zip(commands, verdicts) {
            guard let reference = command.ownReference, wanted.contains(reference) else { continue }
            streams[reference] = verdict.outcome == .refused ? nil : verdict.stream
        }
        return streams != former
    }

    /// Puts the records in the place of what stands for them.
    func tell(_ commands: inout [ProposedCommand]) {
        if wanted.isEmpty { return }
        for place in commands.indices where !commands[place].references.isEmpty {
            commands[place].records = commands[place].references.compactMapValues { streams[$0] }
        }
    }

    /// Fixes the ids that commands name, and says of what names nothing which key that was.
    func settle(_ commands: inout [ProposedCommand], _ verdicts: inout [ImportVerdict]) {
        if wanted.isEmpty { return }
        let owners = Dictionary(
            commands.enumerated().compactMap { place, command in command.ownReference.map { ($0, place) } }
        ) { first, _ in first }
        for (place, verdict) in verdicts.enumerated() {
            let command = commands[place]
            if command.isNumbered, verdict.outcome == .new {
                commands[place].assignedID = verdict.stream.flatMap { StreamName($0) }.map { String($0.id) }
            }
            let unknown = command.references.values.filter { streams[$0] == nil }.sorted { $0.key < $1.key }
            let later = command.references.values.first { owners[$0].map { $0 > place } ?? false }
            guard let reference = unknown.first ?? (verdict.outcome == .refused ? later : nil) else {
                continue
            }
            let cause =
                owners[reference].map { "only line \(commands[$0].line) begins what has" }
                ?? "no \(reference.command) has"
            verdicts[place].outcome = .refused
            verdicts[place].refusal = BatchRefusal(
                index: place, rule: Rule.notFound.rawValue, field: verdict.refusal?.field,
                message: "\(cause) the key \"\(reference.key)\".")
        }
    }
}

/// A record that a map names by the key of the row that began it, in this sheet or in an earlier one.
struct KeyReference: Hashable {
    /// With which the record began: `person.register`.
    let command: String
    let key: String

    /// By which the command is known, whatever the sheet.
    var commandID: String { CommandIdentity.id(ofKey: key, command: command) }

    /// What stands for the record as long as nobody knows which it is. There is none of that name.
    var placeholder: String { "\(command.prefix { $0 != "." })/\(commandID)" }
}

/// Which records a sheet names by keys.
struct KeyReferences {
    private var all: [String: KeyReference] = [:]

    /// - Returns: what stands for the record meanwhile.
    mutating func placeholder(of reference: KeyReference) -> String {
        let placeholder = reference.placeholder
        all[placeholder] = reference
        return placeholder
    }

    /// Those that stand in a command, by what stands for them there.
    func references(in command: ProposedCommand) -> [String: KeyReference] {
        if all.isEmpty { return [:] }
        var found: [String: KeyReference] = [:]
        let id = "\(command.kind)/\(command.id)"
        found[id] = all[id]
        for member in command.fields { find(in: member.value, &found) }
        return found
    }

    private func find(in value: JSONValue, _ found: inout [String: KeyReference]) {
        switch value {
        case .string(let text): found[text] = all[text] ?? found[text]
        case .array(let elements): for element in elements { find(in: element, &found) }
        case .object(let members): for member in members { find(in: member.value, &found) }
        default: break
        }
    }
}
