/// A handler's reply does not fit into a message: what goes out keeps to the protocol whatever handlers do.
struct ReplyTooLarge: Error, CustomStringConvertible {
    /// Of the parameters.
    let byteCount: Int

    var description: String { "a reply of \(byteCount) bytes is larger than a message may be" }

    /// What a reply has beside its parameters, at most.
    private static let frameByteCountMax = 64

    static func check(_ parameters: [UInt8], _ limits: VarlinkServer.Limits) throws {
        guard parameters.count > limits.messageByteCountMax - frameByteCountMax else { return }
        throw ReplyTooLarge(byteCount: parameters.count)
    }
}
