/// Writes `Encodable` types as JSON, in one pass and straight to the bytes.
///
/// Members stand in the order in which the type asks for them, which is the declared one where the compiler
/// wrote the code. Absent optionals are left out. A container is finished when its parent goes on, so one
/// that is written to later throws. Floating-point numbers throw: decimals are strings.
package struct JSONEncoding {
    package var userInfo: [CodingUserInfoKey: any Sendable]

    package init(userInfo: [CodingUserInfoKey: any Sendable] = [:]) { self.userInfo = userInfo }

    package func encode(_ value: some Encodable) throws -> [UInt8] {
        var writer = JSONWriter(byteCapacity: 256)
        try encode(value, into: &writer)
        return writer.bytes
    }

    /// Writes one value. After an error the writer is empty.
    package func encode(_ value: some Encodable, into writer: inout JSONWriter) throws {
        try encode(value, into: &writer, isMembersOnly: false)
    }

    /// Writes the members of a value into the object that the writer has begun. After an error it is empty.
    package func encodeMembers(of value: some Encodable, into writer: inout JSONWriter) throws {
        try encode(value, into: &writer, isMembersOnly: true)
    }

    private func encode(_ value: some Encodable, into writer: inout JSONWriter, isMembersOnly: Bool) throws {
        // The session owns the writer for as long as it works, or each append would copy the bytes.
        let session = EncodingSession(writer: writer, userInfo: userInfo, isMembersOnly: isMembersOnly)
        writer = JSONWriter()
        try session.encode(value, depth: 0)
        writer = session.writer
    }
}
