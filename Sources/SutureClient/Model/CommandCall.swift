import SutureDomain
import SutureInterface
import SutureJSON

/// A command as a call of the method that its kind's interface has for it.
struct CommandCall: Equatable {
    var method: String
    /// The record; `nil` where the daemon assigns one.
    var id: String?
    var fields: JSONObject
    var context: Context?

    static func method(of command: any Command.Type) -> String { name(of: command) }

    private static func name<Request: Command>(of _: Request.Type) -> String {
        "org.suture.\(CommandName.pascalCase(Request.Subject.kind)).\(Request.command.pascalCase)"
    }

    /// The bytes of the parameters.
    var parameters: [UInt8] {
        get throws {
            var writer = JSONWriter()
            writer.beginObject()
            if let id {
                writer.key("id")
                writer.string(id)
            }
            for field in fields {
                writer.key(field.key)
                writer.value(field.value)
            }
            if let context {
                writer.key("context")
                try JSONEncoding().encode(context, into: &writer)
            }
            writer.endObject()
            return writer.bytes
        }
    }
}
