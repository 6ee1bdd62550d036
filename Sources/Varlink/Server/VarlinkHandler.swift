/// How a service answers one method.
public enum VarlinkHandler: Sendable {
    /// For what is called most: called on the connection's event loop, so it must not block. The reply is
    /// completed later, from any thread; the connection's next calls are started meanwhile.
    case pipelined(@Sendable (VarlinkCall, VarlinkReply) -> VarlinkAdmission)
    /// Starts when all earlier calls of the connection are answered, and later ones wait until it is. Returns
    /// the bytes of the parameters object, or throws a `VarlinkError`, or else what the service's `failure`
    /// translates.
    case query(@Sendable (VarlinkCall) async throws -> [UInt8])
    /// As a query, with any number of replies. If the interface's comment says `[Requires 'more' flag]`, a
    /// call without it never comes here.
    case stream(@Sendable (VarlinkCall, VarlinkStream) async throws -> Void)
}
