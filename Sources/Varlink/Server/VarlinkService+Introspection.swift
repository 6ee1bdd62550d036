import SutureJSON

/// `org.varlink.service`, by which every Varlink service describes itself.
extension VarlinkService {
    static let ownName = "org.varlink.service"

    private static let ownText = """
        # The Varlink Service Interface is provided by every varlink service. It
        # describes the service and the interfaces it implements.
        interface org.varlink.service

        # Get a list of all the interfaces a service provides and information
        # about the implementation.
        method GetInfo() -> (
          vendor: string,
          product: string,
          version: string,
          url: string,
          interfaces: []string
        )

        # Get the description of an interface that is implemented by this service.
        method GetInterfaceDescription(interface: string) -> (description: string)

        # The requested interface was not found.
        error InterfaceNotFound (interface: string)

        # The requested method was not found
        error MethodNotFound (method: string)

        # The interface defines the requested method, but the service does not
        # implement it.
        error MethodNotImplemented (method: string)

        # One of the passed parameters is invalid.
        error InvalidParameter (parameter: string)

        # Client is denied access
        error PermissionDenied ()

        # Method is expected to be called with 'more' set to true, but wasn't
        error ExpectedMore ()

        """

    func ownHandler(for call: VarlinkCall) throws(VarlinkError) -> VarlinkHandler {
        switch call.method {
        case "org.varlink.service.GetInfo":
            return VarlinkService.answering(taking: []) { _ throws(VarlinkError) in info() }
        case "org.varlink.service.GetInterfaceDescription":
            return VarlinkService.answering(taking: ["interface"]) { call throws(VarlinkError) in
                try description(call)
            }
        default:
            let interface = call.interfaceName
            guard interface == VarlinkService.ownName || interfaces[interface] != nil else {
                throw .interfaceNotFound(interface.isEmpty ? call.method : interface)
            }
            throw .methodNotFound(call.method)
        }
    }

    /// A handler that has its answer at once.
    private static func answering(
        taking parameters: Set<String>,
        _ answer: @escaping @Sendable (VarlinkCall) throws(VarlinkError) -> JSONValue
    ) -> VarlinkHandler {
        .pipelined { call, reply in
            do throws(VarlinkError) {
                for member in call.parameters.members where !parameters.contains(member.key) {
                    throw VarlinkError.invalidParameter(member.key)
                }
                reply.succeed(try answer(call).bytes)
            } catch {
                reply.fail(error)
            }
            return .accepted
        }
    }

    private func info() -> JSONValue {
        [
            "vendor": .string(vendor), "product": .string(product), "version": .string(version),
            "url": .string(url),
            "interfaces": .array((interfaces.keys + [VarlinkService.ownName]).sorted().map { .string($0) }),
        ]
    }

    private func description(_ call: VarlinkCall) throws(VarlinkError) -> JSONValue {
        guard let name = call.parameters["interface"]?.string else { throw .invalidParameter("interface") }
        if name == VarlinkService.ownName { return ["description": .string(VarlinkService.ownText)] }
        guard let interface = interfaces[name] else { throw .interfaceNotFound(name) }
        return ["description": .string(interface.text)]
    }
}
