import SutureDomain
import SutureInterface
import SutureJSON

/// A call as a client of the load sends it.
struct LoadCall: Sendable {
    /// What follows the digits of a command's number: the ends of the text, of three objects, and NUL.
    static let byteCountBehindNumber = 5

    let isCommand: Bool
    /// As it goes over the wire, with its NUL byte.
    let message: [UInt8]

    /// A query.
    init(_ method: String, _ parameters: JSONObject) {
        isCommand = false
        message = LoadCall.message(method, JSONValue.object(parameters).bytes)
    }

    /// - Parameters:
    ///   - prefix: of the command's id, so that the daemon keeps a receipt as for every careful client.
    ///   - number: the rest of the id, in digits of which there are always as many.
    init(_ command: GeneratedCommand, prefix: String, number: Int) {
        var parameters = Array("{\"id\":\"\(command.stream.id)\",".utf8)
        // The fields are an object already; the record's id goes before them and the context behind.
        let fields = command.fields.dropFirst().dropLast()
        if !fields.isEmpty {
            parameters += fields
            parameters.append(UInt8(ascii: ","))
        }
        var context = "\"occurredOn\":\"\(command.occurredOn.text)\""
        if let reason = command.reason { context += ",\"reason\":\"\(reason)\"" }
        parameters += Array(
            "\"context\":{\(context),\"commandId\":\"\(prefix + number.padded(to: PreparedCalls.digitCount))\"}}"
                .utf8)
        isCommand = true
        message = LoadCall.message(LoadCall.methods[command.name] ?? command.name, parameters)
    }

    private static func message(_ method: String, _ parameters: [UInt8]) -> [UInt8] {
        Array("{\"method\":\"\(method)\",\"parameters\":".utf8) + parameters + [UInt8(ascii: "}"), 0]
    }

    private static let methods: [String: String] = {
        let commands = Catalogue.kinds.flatMap { Catalogue.commands(of: $0) }
        return Dictionary(uniqueKeysWithValues: commands.map { ($0.fullName, Method.of($0)) })
    }()
}
