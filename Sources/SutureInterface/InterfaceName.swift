package import SutureDomain

/// The names of Suture's interfaces.
package enum InterfaceName {
    package static let service = of("Service")
    package static let log = of("Log")
    package static let records = of("Records")
    package static let reports = of("Reports")

    /// Where an installed daemon listens, unless its configuration says otherwise.
    package static let installedSocketPath = "/run/suture/\(service)"

    /// That of a kind of record, which has a method for each of its commands.
    package static func of(_ kind: any Record.Type) -> String { of(CommandName.pascalCase(kind.kind)) }

    /// - Parameter name: without what all of them begin with.
    package static func of(_ name: String) -> String { prefix + name }

    /// What all of them begin with.
    package static let prefix = "\(Product.namespace)."
}
