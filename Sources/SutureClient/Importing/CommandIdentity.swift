import Crypto
import SutureDomain
import SutureInterface
import SutureJSON

/// Gives the commands of a file ids that depend on nothing but their content, so that a file that is imported
/// twice, or once more after a failure, records nothing twice.
struct CommandIdentity {
    private static let digestByteCount = 16

    private var countsByContent: [[UInt8]: Int64] = [:]

    /// Equal commands are told apart by their order.
    /// - Returns: `import-` and half of the SHA-256 over command, id, fields and the number of equal ones before it.
    mutating func id(of command: ProposedCommand) -> String {
        let content = CommandIdentity.content(of: command)
        let ordinal = countsByContent[content, default: 0]
        countsByContent[content] = ordinal + 1
        let bytes = JSONValue.array([.string(String(decoding: content, as: UTF8.self)), .integer(ordinal)])
            .bytes
        let digest = SHA256.hash(data: bytes).prefix(CommandIdentity.digestByteCount)
        return "import-" + Array(digest).hexadecimal
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
