import SutureJSON

/// What a figure is restricted to, by name. It is written in the order of the names, so that the same report is always
/// the same text.
package struct NamedValues: Hashable, Sendable {
    private let values: [String: String]

    package init(_ values: [String: String]) { self.values = values }

    package subscript(name: String) -> String? { values[name] }
}

extension NamedValues: Sequence {
    package func makeIterator() -> some IteratorProtocol<(key: String, value: String)> {
        values.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) }.makeIterator()
    }
}

extension NamedValues: ExpressibleByDictionaryLiteral, CustomStringConvertible {
    package init(dictionaryLiteral elements: (String, String)...) {
        values = Dictionary(elements) { _, last in last }
    }

    package var description: String {
        let pairs = map { "\($0.key.debugDescription): \($0.value.debugDescription)" }
        return pairs.isEmpty ? "[:]" : "[\(pairs.joined(separator: ", "))]"
    }
}

extension NamedValues: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: JSONKey.self)
        for (name, value) in self { try container.encode(value, forKey: JSONKey(name)) }
    }
}
