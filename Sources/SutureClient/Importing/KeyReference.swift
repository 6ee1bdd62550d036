import SutureDomain
import SutureJSON

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
