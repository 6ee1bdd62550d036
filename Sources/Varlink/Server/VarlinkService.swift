/// What a server offers: interfaces, and a handler for each method. `org.varlink.service` comes by itself.
public struct VarlinkService: Sendable {
    public let vendor: String
    public let product: String
    public let version: String
    public let url: String
    /// What to answer when a query or a stream throws something that is no `VarlinkError`.
    let failure: @Sendable (VarlinkCall, any Error) -> VarlinkError

    private struct Entry {
        let handler: VarlinkHandler?
        let more: VarlinkMoreSupport
    }

    private(set) var interfaces: [String: VarlinkInterface] = [:]
    /// By full name.
    private var entries: [String: Entry] = [:]

    public init(
        vendor: String, product: String, version: String, url: String,
        failure: @escaping @Sendable (VarlinkCall, any Error) -> VarlinkError
    ) {
        self.vendor = vendor
        self.product = product
        self.version = version
        self.url = url
        self.failure = failure
    }

    /// Adds an interface with its handlers by the methods' names. A method without one answers
    /// `MethodNotImplemented`; a handler without a method is a mistake of the program.
    public mutating func add(_ interface: VarlinkInterface, handlers: [String: VarlinkHandler]) {
        precondition(interface.name != VarlinkService.ownName, "\(interface.name) comes by itself")
        precondition(interfaces[interface.name] == nil, "\(interface.name) is added twice")
        for name in handlers.keys {
            precondition(interface.method(name) != nil, "\(interface.name) has no method \(name)")
        }
        interfaces[interface.name] = interface
        for method in interface.methods {
            entries["\(interface.name).\(method.name)"] =
                Entry(handler: handlers[method.name], more: method.more)
        }
    }

    /// The handler of a call, or the error that answers it.
    func handler(for call: VarlinkCall) throws(VarlinkError) -> VarlinkHandler {
        if let parameter = call.duplicateParameter { throw .invalidParameter(parameter) }
        guard let entry = entries[call.method] else { return try ownHandler(for: call) }
        guard let handler = entry.handler, !call.wantsUpgrade else {
            throw .methodNotImplemented(call.method)
        }
        if entry.more == .required, !call.wantsMore { throw .expectedMore }
        return handler
    }
}
