import Crypto
import SutureDomain
import SutureInterface
import SutureJSON

/// Gives the commands of a sheet ids by which they are known again, so that a sheet that is imported twice,
/// or again after a failure, records nothing twice, and another sheet's equal row is another row.
///
///     import-<sheet>-<content>    of the sheet's name; of command, id, open fields, date, order among equals
///     import-<key>                of command, id and key, where the map has one: whatever the sheet
///
/// Reason and sources are said of the recording, so a map may say them otherwise the next time.
struct CommandIdentity {
    private static let digestByteCount = 16
    private static let sheetByteCount = 8

    /// How the ids of the sheet's commands without a key begin.
    let prefix: String
    private var countsByContent: [[UInt8]: Int64] = [:]
    private var formerCountsByContent: [[UInt8]: Int64] = [:]

    /// - Parameter sheet: its name.
    init(sheet: String) {
        prefix =
            "import-\(CommandIdentity.digest(["sheet", .string(sheet)], byteCount: CommandIdentity.sheetByteCount))-"
    }

    /// Gives a command its id, and the one of version 0.1.0. Equal commands are told apart by their order.
    mutating func identify(_ command: inout ProposedCommand) {
        command.formerID = formerID(of: command)
        guard command.key == nil else {
            command.commandID = CommandIdentity.id(ofKeyed: command)
            return
        }
        let content = CommandIdentity.openContent(of: command)
        let ordinal = CommandIdentity.next(&countsByContent, content)
        command.commandID = CommandIdentity.id(of: content, ordinal, ofSheet: prefix)
    }

    /// The id of the one behind so many commands of a sheet that say the same but for personal data.
    static func id(of content: [UInt8], _ ordinal: Int64, ofSheet prefix: String) -> String {
        prefix + digest([.string(String(decoding: content, as: UTF8.self)), .integer(ordinal)])
    }

    /// How many commands of the sheet say the same but for personal data.
    func count(of command: ProposedCommand) -> Int64 {
        countsByContent[CommandIdentity.openContent(of: command), default: 0]
    }

    /// An id for what is recorded about an earlier command: a correction, or the same once more.
    static func derived(from id: String, _ why: String, _ position: Int64) -> String {
        // Behind the sheet, if there is one, as the id itself is.
        let prefix = id[...(id.lastIndex(of: "-") ?? id.startIndex)]
        return prefix + digest([.string(why), .string(id), .integer(position)])
    }

    /// The id of a command with a key, where the id of its record is assigned.
    static func id(ofKey key: String, command: String) -> String {
        "import-" + digest(["key", .string(command), .string(key)])
    }

    /// The id of a command with a key.
    static func id(ofKeyed command: ProposedCommand) -> String { "import-" + digest(keyed(command)) }

    /// What the commands of a list have in common that a row with a key has.
    static func keyedContent(of command: ProposedCommand) -> [UInt8] {
        var command = command
        command.part = 0
        return keyed(command).bytes
    }

    private static func keyed(_ command: ProposedCommand) -> JSONValue {
        var parts: [JSONValue] = ["key", .string(command.command)]
        if !command.isNumbered { parts.append(.string(command.id)) }
        parts.append(.string(command.key ?? ""))
        // A row's list gives several commands.
        if command.part > 0 { parts.append(.integer(Int64(command.part))) }
        return .array(parts)
    }

    /// What tells commands apart, but for personal data: the id stands in the log, and a digest can be
    /// guessed.
    static func openContent(of command: ProposedCommand) -> [UInt8] {
        JSONValue.array([
            .string(command.command), .string(command.id),
            .object(command.fields(where: { !$0.isSealed })), command.context["occurredOn"] ?? .null,
        ]).bytes
    }

    /// As version 0.1.0 made it: of command, id and unsealed fields, whatever the date and the sheet.
    private mutating func formerID(of command: ProposedCommand) -> String? {
        guard !command.isNumbered else { return nil }
        let content = JSONValue.array([
            .string(command.command), .string(command.id), .object(command.fields(where: { $0 != .sealed })),
        ]).bytes
        let ordinal = CommandIdentity.next(&formerCountsByContent, content)
        return "import-"
            + CommandIdentity.digest([.string(String(decoding: content, as: UTF8.self)), .integer(ordinal)])
    }

    private static func next(_ counts: inout [[UInt8]: Int64], _ content: [UInt8]) -> Int64 {
        let ordinal = counts[content, default: 0]
        counts[content] = ordinal + 1
        return ordinal
    }

    private static func digest(_ value: JSONValue, byteCount: Int = digestByteCount) -> String {
        Array(SHA256.hash(data: value.bytes).prefix(byteCount)).hexadecimal
    }
}

extension ProposedCommand {
    /// The fields of some shapes.
    fileprivate func fields(where isWanted: (FieldShape) -> Bool) -> JSONObject {
        let left = Set(
            Catalogue.command(command).map {
                SutureDomain.fields(of: $0).filter { !isWanted($0.shape) }.map(\.name)
            }
                ?? [])
        return JSONObject(fields.filter { !left.contains($0.key) }.map { ($0.key, $0.value) })
    }
}
