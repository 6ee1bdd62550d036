import SutureDomain
import SutureJSON

/// Metadata as they stand in the log: each part is written, read and recognized in three functions side by
/// side.
///
///     {"actor":{"uid":1000,"user":"mei","role":"recorder","onBehalfOf":"person/P-0001"},
///      "command":{"id":"c-1","digest":"9f…"},"correlation":"…","causation":"…","reason":"…","sources":["…"],
///      "import":{"batch":7,"line":2}}
///
/// What is absent is left out. Without an encoder and without a decoder, as they are in every event, and what
/// is recorded is read back. `null` is read as a member that is left out; a member that metadata have not is
/// an error.
///
/// Recognized are metadata as they are written, with texts of plain ASCII: those can certainly be read, which
/// whoever rebuilds read models need not find out by reading them. Of any other nothing is said.
extension EventMetadata {
    func write(into json: inout JSONWriter) {
        json.beginObject()
        actor.write(into: &json)
        command?.write(into: &json)
        json.member("correlation", correlation)
        json.member("causation", causation)
        json.member("reason", reason)
        json.member("sources", sources)
        `import`?.write(into: &json)
        json.endObject()
    }

    init(_ view: JSONView) throws(MalformedMetadata) {
        var members = try MetadataMembers(of: view)
        self.init(
            actor: try Actor(try members.required("actor")),
            command: try members.optional("command").map { view throws(MalformedMetadata) in try Origin(view)
            },
            correlation: try members.text("correlation"), causation: try members.text("causation"),
            reason: try members.text("reason"), sources: try members.texts("sources"),
            import: try members.optional("import").map { view throws(MalformedMetadata) in
                try ImportPlace(view)
            })
        try members.end()
    }

    static func isRecognized(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var json = PlainJSON(bytes)
        return json.take("{") && Actor.take(from: &json) && Origin.take(from: &json)
            && json.takeText(behind: ",\"correlation\":") && json.takeText(behind: ",\"causation\":")
            && json.takeText(behind: ",\"reason\":") && json.takeTexts(behind: ",\"sources\":")
            && ImportPlace.take(from: &json) && json.take("}") && json.isAtEnd
    }
}

extension EventMetadata.Actor {
    fileprivate func write(into json: inout JSONWriter) {
        json.beginObject("actor")
        json.member("uid", uid)
        json.member("user", user)
        json.member("role", role.rawValue)
        json.member("onBehalfOf", onBehalfOf)
        json.endObject()
    }

    fileprivate init(_ view: JSONView) throws(MalformedMetadata) {
        var members = try MetadataMembers(of: view, path: "actor")
        let uid = try members.integer("uid")
        let user = try members.text("user")
        guard let role = try members.required("role").string.flatMap(Role.init) else {
            throw members.malformed("role", "a role")
        }
        self.init(uid: uid, user: user, role: role, onBehalfOf: try members.text("onBehalfOf"))
        try members.end()
    }

    fileprivate static func take(from json: inout PlainJSON) -> Bool {
        json.take("\"actor\":{\"uid\":") && json.takeInteger() && json.takeText(behind: ",\"user\":")
            && json.take(",\"role\":") && roles.contains { json.take($0) }
            && json.takeText(behind: ",\"onBehalfOf\":") && json.take("}")
    }

    /// In quotes.
    private static let roles = Role.allCases.map { Array("\"\($0.rawValue)\"".utf8) }
}

extension EventMetadata.Origin {
    fileprivate func write(into json: inout JSONWriter) {
        json.beginObject("command")
        json.member("id", id)
        json.member("digest", digest)
        json.endObject()
    }

    fileprivate init(_ view: JSONView) throws(MalformedMetadata) {
        var members = try MetadataMembers(of: view, path: "command")
        self.init(id: try members.requiredText("id"), digest: try members.requiredText("digest"))
        try members.end()
    }

    fileprivate static func take(from json: inout PlainJSON) -> Bool {
        guard json.take(",\"command\":{\"id\":") else { return true }
        return json.takeText() && json.take(",\"digest\":") && json.takeText() && json.take("}")
    }
}

extension EventMetadata.ImportPlace {
    fileprivate func write(into json: inout JSONWriter) {
        json.beginObject("import")
        json.member("batch", batch.number)
        json.member("line", line)
        json.endObject()
    }

    fileprivate init(_ view: JSONView) throws(MalformedMetadata) {
        var members = try MetadataMembers(of: view, path: "import")
        let batch = try members.integer("batch")
        let line = try members.optional("line")
        if let line, line.int64 == nil { throw members.malformed("line", "an integer") }
        try members.end()
        self.init(batch: Position(batch), line: line?.int64)
    }

    fileprivate static func take(from json: inout PlainJSON) -> Bool {
        guard json.take(",\"import\":{\"batch\":") else { return true }
        guard json.takeInteger() else { return false }
        if json.take(",\"line\":"), !json.takeInteger() { return false }
        return json.take("}")
    }
}

extension PlainJSON {
    /// A member that may be left out.
    fileprivate mutating func takeText(behind key: StaticString) -> Bool { take(key) ? takeText() : true }

    /// The same with a list.
    fileprivate mutating func takeTexts(behind key: StaticString) -> Bool {
        guard take(key) else { return true }
        guard take("[") else { return false }
        if take("]") { return true }
        repeat {
            guard takeText() else { return false }
        } while take(",")
        return take("]")
    }
}
