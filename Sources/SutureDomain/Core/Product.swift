/// What the programs say of themselves.
package enum Product {
    package static let version = "0.1.0"
    /// What the names of its interfaces and of its events, where others are told of them, begin with.
    package static let namespace = "org.suture"
    package static let url = "file:///usr/share/doc/suture/README.md"
}
