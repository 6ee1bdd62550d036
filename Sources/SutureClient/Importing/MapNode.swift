import Yams

/// A place in the map file. What is wrong there is said with file, line and what is allowed.
struct MapNode {
    let file: String
    /// `commands[0].fields.type`; empty at the root.
    let path: String
    private let node: Node

    func error(_ message: String) -> UsageError {
        let line = node.mark.map { ":\($0.line)" } ?? ""
        return UsageError("\(file)\(line): \(path.isEmpty ? "" : "\(path): ")\(message)")
    }

    var isMapping: Bool { node.mapping != nil }
    var isList: Bool { node.sequence != nil }

    /// A scalar as it is written, whatever type YAML would give it.
    var text: String {
        get throws {
            guard let text = node.scalar?.string else { throw error("must be a text") }
            return text
        }
    }

    var bool: Bool {
        get throws {
            guard let bool = node.bool else { throw error("must be true or false") }
            return bool
        }
    }

    /// The elements of a list; a single value is a list of one.
    var elements: [MapNode] {
        guard let sequence = node.sequence else { return [self] }
        return sequence.enumerated().map { index, element in
            MapNode(file: file, path: "\(path)[\(index)]", node: element)
        }
    }

    /// The members of a mapping in their order.
    var entries: [(key: String, value: MapNode)] {
        get throws {
            guard let mapping = node.mapping else { throw error("must be a mapping of names to values") }
            return try mapping.map { key, value in
                guard let name = key.scalar?.string else { throw error("has a key that is no text") }
                return (
                    name, MapNode(file: file, path: path.isEmpty ? name : "\(path).\(name)", node: value)
                )
            }
        }
    }

    /// The members of a mapping that may have only these.
    func members(_ allowed: String...) throws -> [String: MapNode] {
        let entries = try entries
        for (key, value) in entries where !allowed.contains(key) {
            throw value.error("is not known here; allowed are \(allowed.joined(separator: ", "))")
        }
        return Dictionary(entries) { first, _ in first }
    }
}

extension MapNode {
    init(parsing yaml: String, file: String) throws {
        do {
            guard let root = try compose(yaml: yaml) else { throw UsageError("\(file): is empty") }
            self.init(file: file, path: "", node: root)
        } catch let error as YamlError {
            throw UsageError(file + error.place)
        }
    }
}

extension YamlError {
    /// What is wrong and where, on one line: the parser shows the place in the text on lines of their own.
    fileprivate var place: String {
        switch self {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            ":\(mark.line): \(problem)"
        default: ": " + "\(self)".split(whereSeparator: \.isNewline).joined(separator: " ")
        }
    }
}
