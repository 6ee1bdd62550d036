package import SutureJSON

/// What an error reply says.
public struct VarlinkError: Error, Equatable, Sendable {
    /// With its interface: `org.varlink.service.MethodNotFound`.
    public let name: String
    package let parameters: JSONObject
    /// The same as bytes of JSON.
    public var parameterBytes: [UInt8] { JSONValue.object(parameters).bytes }

    /// One without parameters.
    public init(_ name: String) { self.init(name, [:]) }

    /// `nil` unless the bytes are one JSON object.
    public init?(_ name: String, parameterBytes: [UInt8]) {
        guard let view = try? JSONDocument(parsing: parameterBytes).root, view.kind == .object else {
            return nil
        }
        self.init(name, JSONObject(view))
    }

    package init(_ name: String, _ parameters: JSONObject) {
        self.name = name
        self.parameters = parameters
    }
}

extension VarlinkError: CustomStringConvertible {
    public var description: String { "\(name) \(JSONValue.object(parameters))" }
}

/// The errors of `org.varlink.service`.
extension VarlinkError {
    public static func interfaceNotFound(_ interface: String) -> VarlinkError {
        VarlinkError("org.varlink.service.InterfaceNotFound", ["interface": .string(interface)])
    }

    /// No such method in an interface that exists; the name is the full one.
    public static func methodNotFound(_ method: String) -> VarlinkError {
        VarlinkError("org.varlink.service.MethodNotFound", ["method": .string(method)])
    }

    /// The interface has the method, but this service does not answer it.
    public static func methodNotImplemented(_ method: String) -> VarlinkError {
        VarlinkError("org.varlink.service.MethodNotImplemented", ["method": .string(method)])
    }

    /// A parameter is missing, unknown or ill-typed; nested ones by their path.
    public static func invalidParameter(_ parameter: String) -> VarlinkError {
        VarlinkError("org.varlink.service.InvalidParameter", ["parameter": .string(parameter)])
    }

    public static let permissionDenied = VarlinkError("org.varlink.service.PermissionDenied")

    /// The method answers only calls with `more`.
    public static let expectedMore = VarlinkError("org.varlink.service.ExpectedMore")
}
