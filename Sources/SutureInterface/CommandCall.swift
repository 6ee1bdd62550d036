package import SutureJSON

/// A command as a call of the method that its kind's interface has for it.
package struct CommandCall: Equatable, Sendable {
    /// With the interface: `org.suture.Trial.LogOutcome`.
    package var method: String
    /// The record; `nil` where the daemon assigns one.
    package var id: String?
    package var fields: JSONObject
    package var context: Context?

    package init(method: String, id: String? = nil, fields: JSONObject, context: Context? = nil) {
        self.method = method
        self.id = id
        self.fields = fields
        self.context = context
    }

    /// The bytes of the parameters.
    package var parameters: [UInt8] {
        get throws {
            var writer = JSONWriter()
            writer.beginObject()
            writer.member("id", id)
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
