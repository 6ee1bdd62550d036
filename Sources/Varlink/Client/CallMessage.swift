import SutureJSON

/// A call as it goes over the wire, with its NUL byte.
struct CallMessage: Sendable {
    let bytes: [UInt8]

    /// The flag is `more`, `oneway`, or none.
    init(_ method: String, _ parameters: [UInt8], flag: String?) {
        var writer = JSONWriter(byteCapacity: method.utf8.count + parameters.count + 48)
        writer.beginObject()
        writer.key("method")
        writer.string(method)
        writer.key("parameters")
        writer.raw(parameters)
        if let flag {
            writer.key(flag)
            writer.bool(true)
        }
        writer.endObject()
        bytes = writer.bytes + [0]
    }
}
