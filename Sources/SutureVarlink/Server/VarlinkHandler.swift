/// How a service answers one method.
package enum VarlinkHandler: Sendable {
    /// For what is called most: called on the connection's event loop, so it must not block. The reply is completed
    /// later, from any thread; the connection's next calls are started meanwhile.
    case pipelined(@Sendable (VarlinkCall, VarlinkReply) -> VarlinkAdmission)
    /// Starts when all earlier calls of the connection are answered, and later ones wait until it is. Returns the
    /// bytes of the parameters object, or throws a `VarlinkError`, or else what the service's `failure` translates.
    case query(@Sendable (VarlinkCall) async throws -> [UInt8])
    /// As a query, with any number of replies. If the interface's comment says `[Requires 'more' flag]`, a call
    /// without it never comes here.
    case stream(@Sendable (VarlinkCall, VarlinkStream) async throws -> Void)
}

/// What a pipelined handler says at once.
package enum VarlinkAdmission: Sendable {
    case accepted
    /// The call was not taken, and its reply must not be completed: nothing more is read from this connection until
    /// `VarlinkServer.resume()`, and then the same call is offered again.
    case full
}

/// What becomes of a call.
enum CallOutcome: Sendable {
    /// The bytes of the parameters object; none for `{}`.
    case success([UInt8])
    case failure(VarlinkError)
    /// A stream has sent its last reply by itself.
    case sent
}
