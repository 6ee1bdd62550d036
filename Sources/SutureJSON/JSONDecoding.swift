/// Reads `Decodable` types from JSON.
///
/// `null` is the same as a key left out. An array or a set may be left out and is then empty. Integers are
/// taken from integers only, and floating-point numbers are not taken at all. What does not fit is a
/// `DecodingError`, whose `path` says where.
package struct JSONDecoding {
    package var userInfo: [CodingUserInfoKey: any Sendable]
    /// Whether a key that the type did not ask for is an `UnknownKey`. Values that are taken whole, as
    /// `JSONView` or `JSONValue`, are not looked into.
    package var rejectsUnknownKeys: Bool

    package init(userInfo: [CodingUserInfoKey: any Sendable] = [:], rejectsUnknownKeys: Bool = true) {
        self.userInfo = userInfo
        self.rejectsUnknownKeys = rejectsUnknownKeys
    }

    /// Reads one value; the keys to be ignored are those of the outermost object that are someone else's.
    ///
    /// Throws `DecodingError`, `UnknownKey`, and what the type itself throws.
    package func decode<Value: Decodable>(
        _ type: Value.Type, from view: JSONView, ignoring: Set<String> = []
    ) throws -> Value {
        let session = DecodingSession(root: view, userInfo: userInfo, tracksKeys: rejectsUnknownKeys)
        let value = try Value(from: JSONValueDecoder(view: view, session: session))
        if let unknown = session.firstUnknownKey(ignoring: ignoring) { throw unknown }
        return value
    }
}
