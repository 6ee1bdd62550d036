package import SutureJSON

/// What an error reply says.
package struct VarlinkError: Error, Equatable, Sendable {
    /// With its interface: `org.varlink.service.MethodNotFound`.
    package let name: String
    package let parameters: JSONObject

    package init(_ name: String, _ parameters: JSONObject = [:]) {
        self.name = name
        self.parameters = parameters
    }
}

extension VarlinkError: CustomStringConvertible {
    package var description: String { "\(name) \(JSONValue.object(parameters))" }
}

/// The errors of `org.varlink.service`.
extension VarlinkError {
    package static func interfaceNotFound(_ interface: String) -> VarlinkError {
        VarlinkError("org.varlink.service.InterfaceNotFound", ["interface": .string(interface)])
    }

    /// No such method in an interface that exists; the name is the full one.
    package static func methodNotFound(_ method: String) -> VarlinkError {
        VarlinkError("org.varlink.service.MethodNotFound", ["method": .string(method)])
    }

    /// The interface has the method, but this service does not answer it.
    package static func methodNotImplemented(_ method: String) -> VarlinkError {
        VarlinkError("org.varlink.service.MethodNotImplemented", ["method": .string(method)])
    }

    /// A parameter is missing, unknown or ill-typed; nested ones by their path.
    package static func invalidParameter(_ parameter: String) -> VarlinkError {
        VarlinkError("org.varlink.service.InvalidParameter", ["parameter": .string(parameter)])
    }

    package static let permissionDenied = VarlinkError("org.varlink.service.PermissionDenied")

    /// The method answers only calls with `more`.
    package static let expectedMore = VarlinkError("org.varlink.service.ExpectedMore")
}
