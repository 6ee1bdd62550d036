/// What a pipelined handler says at once.
public enum VarlinkAdmission: Sendable {
    case accepted
    /// The call was not taken, and its reply must not be completed: nothing more is read from this connection
    /// until `VarlinkServer.resume()`, and then the same call is offered again.
    case full
}
