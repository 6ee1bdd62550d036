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
        return "import-" + digest.hexadecimal
    }

    /// What makes two commands equal.
    static func content(of command: ProposedCommand) -> [UInt8] {
        JSONValue.array([.string(command.command), .string(command.id), .object(command.fields)]).bytes
    }
}
