internal import SutureDomain
internal import SutureJSON

/// Reads metadata as ``EventCodec/metadata(_:)`` writes it.
///
/// Without a decoder, as it is written without an encoder: what is recorded is read back, every event of it. `null` is the
/// same as a member left out; a member that metadata have not is an error.
struct MetadataReader {
    /// What is not as it is written, and where.
    struct Malformed: Error, CustomStringConvertible {
        let path: String
        let reason: String
        var description: String { path.isEmpty ? reason : "\(path): \(reason)" }
    }

    private let object: JSONView
    private let path: String
    private var place = 0
    private var seenCount = 0

    private init(_ view: JSONView, path: String = "") throws(Malformed) {
        guard view.kind == .object else { throw Malformed(path: path, reason: "it is no object") }
        object = view
        self.path = path
    }

    static func metadata(_ view: JSONView) throws(Malformed) -> EventMetadata {
        var reader = try MetadataReader(view)
        let metadata = EventMetadata(
            actor: try actor(try reader.required("actor")),
            command: try reader.optional("command").map { view throws(Malformed) in try origin(view) },
            correlation: try reader.text("correlation"), causation: try reader.text("causation"),
            reason: try reader.text("reason"), sources: try reader.texts("sources"),
            import: try reader.optional("import").map { view throws(Malformed) in try place(view) })
        try reader.end()
        return metadata
    }

    private static func actor(_ view: JSONView) throws(Malformed) -> EventMetadata.Actor {
        var reader = try MetadataReader(view, path: "actor")
        guard let uid = try reader.required("uid").int64 else { throw reader.malformed("uid", "an integer") }
        let user = try reader.text("user")
        guard let role = try reader.required("role").string.flatMap(Role.init) else {
            throw reader.malformed("role", "a role")
        }
        let actor = EventMetadata.Actor(
            uid: uid, user: user, role: role, onBehalfOf: try reader.text("onBehalfOf"))
        try reader.end()
        return actor
    }

    private static func origin(_ view: JSONView) throws(Malformed) -> EventMetadata.Origin {
        var reader = try MetadataReader(view, path: "command")
        guard let id = try reader.required("id").string else { throw reader.malformed("id", "a text") }
        guard let digest = try reader.required("digest").string else {
            throw reader.malformed("digest", "a text")
        }
        try reader.end()
        return EventMetadata.Origin(id: id, digest: digest)
    }

    private static func place(_ view: JSONView) throws(Malformed) -> EventMetadata.ImportPlace {
        var reader = try MetadataReader(view, path: "import")
        guard let batch = try reader.required("batch").int64 else {
            throw reader.malformed("batch", "an integer")
        }
        let line = try reader.optional("line")
        if let line, line.int64 == nil { throw reader.malformed("line", "an integer") }
        try reader.end()
        return EventMetadata.ImportPlace(batch: Position(batch), line: line?.int64)
    }

    private mutating func optional(_ name: String) throws(Malformed) -> JSONView? {
        guard let value = object.member(name, from: &place) else { return nil }
        seenCount += 1
        return value.isNull ? nil : value
    }

    private mutating func required(_ name: String) throws(Malformed) -> JSONView {
        guard let value = try optional(name) else {
            throw Malformed(path: at(name), reason: "it is missing")
        }
        return value
    }

    private mutating func text(_ name: String) throws(Malformed) -> String? {
        guard let value = try optional(name) else { return nil }
        guard let text = value.string else { throw malformed(name, "a text") }
        return text
    }

    private mutating func texts(_ name: String) throws(Malformed) -> [String]? {
        guard let value = try optional(name) else { return nil }
        guard value.kind == .array, value.elements.allSatisfy({ $0.kind == .string }) else {
            throw malformed(name, "a list of texts")
        }
        return value.elements.compactMap(\.string)
    }

    private func end() throws(Malformed) {
        guard seenCount != object.memberCount else { return }
        throw Malformed(path: path, reason: "it has a member that is not known, or one twice")
    }

    private func malformed(_ name: String, _ form: String) -> Malformed {
        Malformed(path: at(name), reason: "it is not \(form)")
    }

    private func at(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}
