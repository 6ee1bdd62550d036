import SutureJSON

/// What of metadata is not as it is written, and where.
struct MalformedMetadata: Error, CustomStringConvertible {
    let path: String
    let reason: String
    var description: String { path.isEmpty ? reason : "\(path): \(reason)" }
}

/// Goes through the members of an object in metadata, in the order in which they are written.
struct MetadataMembers {
    private let object: JSONView
    private let path: String
    private var place = 0
    private var seenCount = 0

    init(of view: JSONView, path: String = "") throws(MalformedMetadata) {
        guard view.kind == .object else { throw MalformedMetadata(path: path, reason: "it is no object") }
        object = view
        self.path = path
    }

    mutating func optional(_ name: String) throws(MalformedMetadata) -> JSONView? {
        guard let value = object.member(name, from: &place) else { return nil }
        seenCount += 1
        return value.isNull ? nil : value
    }

    mutating func required(_ name: String) throws(MalformedMetadata) -> JSONView {
        guard let value = try optional(name) else {
            throw MalformedMetadata(path: at(name), reason: "it is missing")
        }
        return value
    }

    mutating func integer(_ name: String) throws(MalformedMetadata) -> Int64 {
        guard let number = try required(name).int64 else { throw malformed(name, "an integer") }
        return number
    }

    mutating func requiredText(_ name: String) throws(MalformedMetadata) -> String {
        guard let text = try required(name).string else { throw malformed(name, "a text") }
        return text
    }

    mutating func text(_ name: String) throws(MalformedMetadata) -> String? {
        guard let value = try optional(name) else { return nil }
        guard let text = value.string else { throw malformed(name, "a text") }
        return text
    }

    mutating func texts(_ name: String) throws(MalformedMetadata) -> [String]? {
        guard let value = try optional(name) else { return nil }
        guard value.kind == .array, value.elements.allSatisfy({ $0.kind == .string }) else {
            throw malformed(name, "a list of texts")
        }
        return value.elements.compactMap(\.string)
    }

    /// Behind the last member that is known.
    func end() throws(MalformedMetadata) {
        guard seenCount != object.memberCount else { return }
        throw MalformedMetadata(path: path, reason: "it has a member that is not known, or one twice")
    }

    func malformed(_ name: String, _ form: String) -> MalformedMetadata {
        MalformedMetadata(path: at(name), reason: "it is not \(form)")
    }

    private func at(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}
