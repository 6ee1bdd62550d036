import SutureInterface
import SutureJSON

/// The parameters of `org.suture.Log.Void`, and with fields of `org.suture.Log.Correct`.
struct RevisionCall {
    var position: Int64
    var fields: JSONObject?
    var context: Context?

    /// As bytes.
    var parameters: [UInt8] {
        get throws {
            var writer = JSONWriter()
            writer.beginObject()
            writer.key("position")
            writer.integer(position)
            if let fields {
                writer.key("fields")
                writer.value(.object(fields))
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
