/// The client has gone.
public struct VarlinkConnectionClosed: Error {
    public init() {}
}
