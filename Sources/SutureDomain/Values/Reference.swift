/// A field that names another record. Whether that record exists is checked in one place for every command.
package protocol Reference: FieldValue {
    /// The kinds that may be named here.
    static var kinds: [String] { get }
    /// The record that is named.
    var stream: StreamName { get }
}

extension Reference {
    package static var shape: FieldShape { .reference(kinds: kinds) }
}
