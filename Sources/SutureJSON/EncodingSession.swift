/// What the encoders of one call of `JSONEncoding` share: the writer, and which containers are open in it.
///
/// One thread uses a session, and no access to a property lasts while others run; checking that at run time
/// for every field takes a tenth of the time, hence `@exclusivity(unchecked)`.
final class EncodingSession {
    enum Kind { case object, array }

    private struct OpenContainer {
        let kind: Kind
        /// No two containers of a session have the same.
        let serial: Int
        /// How many keys lead to it.
        let pathCount: Int
    }

    @exclusivity(unchecked) var writer: JSONWriter
    let userInfo: [CodingUserInfoKey: any Sendable]
    @exclusivity(unchecked) private(set) var path: [any CodingKey] = []
    @exclusivity(unchecked) private var containers: [OpenContainer] = []
    private var serial = 0
    /// Whether the outermost object has been begun, and will be ended, by the caller.
    private let isMembersOnly: Bool

    init(writer: JSONWriter, userInfo: [CodingUserInfoKey: any Sendable], isMembersOnly: Bool) {
        self.writer = writer
        self.userInfo = userInfo
        self.isMembersOnly = isMembersOnly
    }

    /// Writes a value that has `depth` containers around it.
    func encode(_ value: some Encodable, depth: Int) throws {
        let start = writer.bytes.count
        try value.encode(to: JSONValueEncoder(session: self, depth: depth))
        close(downTo: depth)
        if writer.bytes.count == start, !(isMembersOnly && depth == 0) {
            writer.beginObject()
            writer.endObject()
        }
    }

    // MARK: Containers

    /// Opens a container at a depth, or goes on with the one opened there before. Returns its serial number.
    func open(_ kind: Kind, depth: Int) -> Int {
        if containers.count > depth, containers[depth].kind == kind { return containers[depth].serial }
        if !(isMembersOnly && depth == 0) { kind == .object ? writer.beginObject() : writer.beginArray() }
        serial += 1
        containers.append(OpenContainer(kind: kind, serial: serial, pathCount: path.count))
        return serial
    }

    /// Ends all containers that are deeper.
    func close(downTo depth: Int) {
        while containers.count > depth {
            let kind = containers.removeLast().kind
            if isMembersOnly, containers.isEmpty { return }
            kind == .object ? writer.endObject() : writer.endArray()
        }
    }

    /// Prepares for the next value of a container, whose depth and key these are.
    func begin(in serial: Int, depth: Int, key: some CodingKey) throws {
        guard containers.count >= depth, containers[depth - 1].serial == serial else {
            throw EncodingError.invalidValue(
                key,
                EncodingError.Context(codingPath: path, debugDescription: "its container is finished already")
            )
        }
        close(downTo: depth)
        path.removeLast(path.count - containers[depth - 1].pathCount)
        path.append(key)
    }

    func floatingPoint(_ value: Any) -> EncodingError {
        let context = EncodingError.Context(
            codingPath: path, debugDescription: "no floating-point numbers: decimals are strings")
        return .invalidValue(value, context)
    }
}
