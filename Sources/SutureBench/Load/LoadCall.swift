import SutureDomain
import SutureJSON

/// A call as a client of the load sends it.
struct LoadCall: Sendable {
    let method: String
    /// The bytes of the parameters object.
    let parameters: [UInt8]

    init(_ method: String, _ parameters: JSONObject) {
        self.method = method
        self.parameters = JSONValue.object(parameters).bytes
    }

    /// - Parameter id: of the command, so that the daemon keeps a receipt as it does for every careful client.
    init(_ command: GeneratedCommand, commandID: String) {
        method = LoadCall.methods[command.name] ?? command.name
        var writer = JSONWriter(byteCapacity: command.fields.count + 160)
        writer.beginObject()
        writer.key("occurredOn")
        writer.string(command.occurredOn.text)
        writer.key("commandId")
        writer.string(commandID)
        writer.endObject()
        // The fields are an object already; the id goes before them and the context behind.
        let fields = command.fields.dropFirst().dropLast()
        var parameters = Array("{\"id\":\"\(command.stream.id)\",".utf8)
        if !fields.isEmpty {
            parameters += fields
            parameters.append(UInt8(ascii: ","))
        }
        parameters += Array("\"context\":".utf8)
        parameters += writer.bytes
        parameters.append(UInt8(ascii: "}"))
        self.parameters = parameters
    }

    private static let methods: [String: String] = {
        func method<Asked: Command>(of _: Asked.Type) -> (String, String) {
            let interface = "org.suture.\(CommandName.pascalCase(Asked.Subject.kind))"
            return (Asked.fullName, "\(interface).\(Asked.command.pascalCase)")
        }
        let commands = Catalogue.kinds.flatMap { Catalogue.commands(of: $0) }
        return Dictionary(uniqueKeysWithValues: commands.map { method(of: $0) })
    }()
}
