package import SutureJSON

/// A call as it came over the wire.
public struct VarlinkCall: Sendable {
    /// With its interface: `org.varlink.service.GetInfo`.
    public let method: String
    /// Always an object; `{}` where it was absent or null.
    package let parameters: JSONView
    /// The same as bytes of JSON, as the client wrote them.
    public var parameterBytes: [UInt8] { Array(parameters.rawBytes) }
    /// Whether the client takes more than one reply.
    public let wantsMore: Bool
    /// Whether the client waits for no reply, so that none is sent.
    public let isOneway: Bool
    /// Whether the client wants to speak another protocol from now on, which no method here does.
    let wantsUpgrade: Bool
    /// A parameter that is there twice: which of them counts nobody can say, so the call is not carried out.
    let duplicateParameter: String?
    public let peer: PeerCredentials
    /// What is kept for the connection that it came over.
    public let scope: VarlinkScope

    public var interfaceName: String { lastPoint.map { String(method[..<$0]) } ?? "" }

    public var methodName: String {
        lastPoint.map { String(method[method.utf8.index(after: $0)...]) } ?? method
    }

    private var lastPoint: String.Index? { method.utf8.lastIndex(of: UInt8(ascii: ".")) }
}

extension VarlinkCall {
    private static let noParameters: JSONView? = try? JSONDocument(parsing: "{}").root

    init(
        parsing message: [UInt8], depthMax: Int, peer: PeerCredentials, scope: VarlinkScope = VarlinkScope()
    ) throws(MalformedMessage) {
        let root: JSONView
        do {
            root = try JSONDocument(parsing: message, depthMax: depthMax, refusesDuplicateKeys: false).root
        } catch {
            throw MalformedMessage(reason: "\(error)")
        }
        guard root.kind == .object else { throw MalformedMessage(reason: "not an object") }

        let duplicate = root.document.duplicateKeyPath?.split(separator: ".", maxSplits: 1)
        guard duplicate?.first == nil || duplicate?.count == 2 && duplicate?.first == "parameters" else {
            throw MalformedMessage(reason: "a duplicate key")
        }
        duplicateParameter = duplicate.map { String($0[1]) }
        guard let method = root["method"]?.string else { throw MalformedMessage(reason: "no method") }
        let given = root["parameters"].flatMap { $0.isNull ? nil : $0 }
        guard let parameters = given ?? VarlinkCall.noParameters, parameters.kind == .object else {
            throw MalformedMessage(reason: "the parameters are no object")
        }
        self.method = method
        self.parameters = parameters
        self.peer = peer
        self.scope = scope
        // Nearly every call has a method and parameters, and that is all.
        let flags = root.memberCount > (given == nil ? 1 : 2) ? root : nil
        wantsMore = try VarlinkCall.flag("more", in: flags)
        isOneway = try VarlinkCall.flag("oneway", in: flags)
        wantsUpgrade = try VarlinkCall.flag("upgrade", in: flags)
        guard [wantsMore, isOneway, wantsUpgrade].count(where: { $0 }) <= 1 else {
            throw MalformedMessage(reason: "more than one of more, oneway and upgrade")
        }
    }

    private static func flag(_ key: String, in root: JSONView?) throws(MalformedMessage) -> Bool {
        guard let value = root?[key], !value.isNull else { return false }
        guard let flag = value.bool else {
            throw MalformedMessage(reason: "\(key) is neither true nor false")
        }
        return flag
    }
}
