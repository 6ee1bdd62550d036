import NIOCore

/// The replies of one streaming call.
///
/// A producer runs at the pace of its subscriber, because sending returns only when the bytes are with the
/// kernel. When the client has closed the connection, the handler's task is cancelled and sending throws.
public struct VarlinkStream: Sendable {
    let connection: ServerConnection
    let call: VarlinkCall
    let sequence: Int

    /// Sends one reply, given as the bytes of its parameters object. The last of a stream does not continue.
    ///
    /// Throws `VarlinkConnectionClosed`, `ReplyTooLarge`, or `VarlinkError.expectedMore` for one that
    /// continues when the client takes only one.
    public func send(_ parameters: [UInt8], continues: Bool) async throws {
        if continues, !call.wantsMore, !call.isOneway { throw VarlinkError.expectedMore }
        try ReplyTooLarge.check(parameters, connection.state.limits)
        var reply = ReplyBuffer()
        reply.append(.success(parameters), continues: continues)
        try await send(reply.take() ?? ByteBuffer(), continues: continues)
    }

    /// Sends many replies in one write.
    public func send(_ page: ReplyPage) async throws {
        if !call.wantsMore, !call.isOneway { throw VarlinkError.expectedMore }
        try await send(ByteBuffer(bytes: page.bytes), continues: true)
    }

    private func send(_ bytes: ByteBuffer, continues: Bool) async throws {
        let (connection, sequence) = (connection, sequence)
        try await connection.eventLoop
            .flatSubmit { connection.write(bytes, ofStream: sequence, continues: continues) }
            .get()
    }

    /// What the stream ends with if its last reply was not sent; its own was thrown by the handler.
    func end(_ error: VarlinkError, isOwn: Bool) {
        let (connection, sequence) = (connection, sequence)
        connection.eventLoop.execute { connection.endStream(sequence, error, isOwn: isOwn) }
    }
}
