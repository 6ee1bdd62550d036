package import SutureDomain

/// The full names of methods.
package enum Method {
    package static let status = "\(InterfaceName.service).Status"
    package static let reload = "\(InterfaceName.service).Reload"

    package static let read = "\(InterfaceName.log).Read"
    package static let follow = "\(InterfaceName.log).Follow"
    package static let recordAll = "\(InterfaceName.log).RecordAll"
    package static let check = "\(InterfaceName.log).Check"
    package static let void = "\(InterfaceName.log).Void"
    package static let correct = "\(InterfaceName.log).Correct"
    package static let undoImport = "\(InterfaceName.log).UndoImport"

    package static let views = "\(InterfaceName.records).Views"
    package static let get = "\(InterfaceName.records).Get"
    package static let list = "\(InterfaceName.records).List"
    package static let search = "\(InterfaceName.records).Search"
    package static let history = "\(InterfaceName.records).History"

    /// The method of a command.
    package static func of(_ command: any Command.Type) -> String { name(of: command) }

    private static func name<Asked: Command>(of _: Asked.Type) -> String {
        "\(InterfaceName.of(Asked.Subject.self)).\(Asked.command.pascalCase)"
    }

    /// - Parameter name: as the interface calls it (`Trial`).
    package static func report(_ name: String) -> String { "\(InterfaceName.reports).\(name)" }
}
