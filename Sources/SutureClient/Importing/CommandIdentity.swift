import Crypto
import SutureDomain
import SutureInterface
import SutureJSON

/// Gives the commands of a file ids that depend on nothing but their content, so that a file that is imported
/// twice, or once more after a failure, records nothing twice.
struct CommandIdentity {
    private static let digestByteCount = 16

    /// The name of the sheet; `nil` where no row is known by it.
    private let sheet: String?
    private var countsByContent: [[UInt8]: Int64] = [:]

    init(sheet: String? = nil) { self.sheet = sheet }

    /// Equal commands are told apart by their order.
    /// - Returns: `import-` and half of the SHA-256 over command, id, fields and the number of equal ones before it. Without
    ///   an id, over command and key; without a key too, over sheet, command, fields, context and that number.
    mutating func id(of command: ProposedCommand) -> String {
        let content = command.id.isEmpty ? assignedContent(of: command) : CommandIdentity.content(of: command)
        let ordinal = countsByContent[content, default: 0]
        countsByContent[content] = ordinal + 1
        let bytes = JSONValue.array([.string(String(decoding: content, as: UTF8.self)), .integer(ordinal)])
            .bytes
        let digest = SHA256.hash(data: bytes).prefix(CommandIdentity.digestByteCount)
        return "import-" + Array(digest).hexadecimal
    }

    private func assignedContent(of command: ProposedCommand) -> [UInt8] {
        guard let key = command.key else {
            let content = String(decoding: CommandIdentity.content(of: command), as: UTF8.self)
            return JSONValue.array([
                "sheet", .string(sheet ?? ""), .string(content), .object(command.context),
            ]).bytes
        }
        return JSONValue.array(["key", .string(command.command), .string(key)]).bytes
    }

    /// What makes two commands equal. Personal data is left out: the id stands in the log for ever, and a digest of a
    /// name can be guessed.
    static func content(of command: ProposedCommand) -> [UInt8] {
        let sealed =
            Catalogue.command(command.command)
            .map { fields(of: $0).filter { $0.shape == .sealed }.map(\.name) } ?? []
        let open = command.fields.filter { !sealed.contains($0.key) }
        return JSONValue.array([
            .string(command.command), .string(command.id),
            .object(JSONObject(open.map { ($0.key, $0.value) })),
        ]).bytes
    }
}
