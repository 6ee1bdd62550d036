/// What the programs say of themselves.
package enum Product {
    package static let version = "0.1.0"
    package static let url = "file:///usr/share/doc/suture/README.md"
}
