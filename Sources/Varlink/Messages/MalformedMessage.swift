/// Bytes that are no call: there is no reply to them, and the connection ends.
struct MalformedMessage: Error {
    let reason: String
}
