/// Something of a record that begins with one event and ends, or becomes another, with a later one: a membership, a site's
/// activity, a name, the state of a life cycle.
package struct Part: Hashable, Sendable {
    /// Its sort, then what tells it from others of that sort in the record.
    private let names: [String]

    package init(_ sort: String, _ names: String...) { self.names = [sort] + names }

    /// The state in which the record is.
    package static let lifeCycle = Part("life cycle")
    /// What the record is called.
    package static let name = Part("name")
}

extension Part: CustomStringConvertible {
    package var description: String { names.joined(separator: " ") }
}
