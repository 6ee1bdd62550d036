/// What becomes of a call.
enum CallOutcome: Sendable {
    /// The bytes of the parameters object; none for `{}`.
    case success([UInt8])
    case failure(VarlinkError)
    /// A stream has sent its last reply by itself.
    case sent
}
