/// A stream's handler returned without a reply that does not continue.
public struct VarlinkStreamUnfinished: Error {
    public let method: String
}
