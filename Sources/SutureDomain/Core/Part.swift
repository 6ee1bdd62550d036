/// Something of a record that begins with one event and ends, or becomes another, with a later one: a
/// membership, a site's activity, a name, the state of a life cycle.
package struct Part: Hashable, Sendable {
    private let sort: String
    /// What tells it from others of that sort. No list: every outcome recorded is looked up by its parts.
    private let name: String?
    private let detail: String?

    package init(_ sort: String, _ name: String? = nil, _ detail: String? = nil) {
        self.sort = sort
        self.name = name
        self.detail = detail
    }

    /// The state in which the record is.
    package static let lifeCycle = Part("life cycle")
    /// What the record is called.
    package static let name = Part("name")
}

extension Part: CustomStringConvertible {
    package var description: String { [sort, name, detail].compactMap(\.self).joined(separator: " ") }
}
