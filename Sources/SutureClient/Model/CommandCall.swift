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
