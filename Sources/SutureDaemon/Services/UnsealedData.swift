import SutureDomain
import SutureJSON
import SutureReadModels

/// An event's data with its personal data in plain, for those who may read it.
enum UnsealedData {
    static func bytes(_ data: [UInt8], of stream: StreamName, unseal: Unseal) throws -> [UInt8] {
        // Only persons have personal data, and most events are not about one.
        guard stream.isOf(Person.kind) else { return data }
        // What is no object has no personal data that anyone could read.
        guard let document = try? JSONDocument(parsing: data), let fields = JSONValue(document.root).object
        else { return data }
        var shown = JSONObject()
        for field in fields {
            if let sealed = field.value["sealed"]?.string {
                shown[field.key] = .string(try unseal(sealed, stream, field.key).text)
            } else {
                shown[field.key] = field.value
            }
        }
        return JSONValue.object(shown).bytes
    }
}
