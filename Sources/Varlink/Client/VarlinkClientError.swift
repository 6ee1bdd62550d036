/// Why a client did not get an answer from a service. Errors that are an answer are `VarlinkError`.
public enum VarlinkClientError: Error, Equatable {
    case noSocket(path: String)
    case permissionDenied(path: String)
    /// The socket's file is there, but nobody listens.
    case refused(path: String)
    /// The service has closed the connection, or this program has.
    case closed
    /// The service has sent something that is no reply.
    case unintelligible(String)
    case failed(path: String, reason: String)
}

extension VarlinkClientError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noSocket(let path): "there is no socket \(path)"
        case .permissionDenied(let path): "this user may not connect to \(path)"
        case .refused(let path): "nobody listens on \(path)"
        case .closed: "the connection was closed"
        case .unintelligible(let reason): "the service has sent no Varlink: \(reason)"
        case .failed(let path, let reason): "cannot connect to \(path): \(reason)"
        }
    }
}
