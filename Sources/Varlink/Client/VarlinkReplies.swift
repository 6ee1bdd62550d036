import NIOCore
package import SutureJSON

/// The replies of a streaming call, each the parameters object of one. To be iterated once.
package struct VarlinkReplies: AsyncSequence, AsyncIteratorProtocol, Sendable {
    let stream: ReplyStream

    package func makeAsyncIterator() -> VarlinkReplies { self }

    /// Throws the `VarlinkError` that ends the stream, or a `VarlinkClientError`. Cancelling closes it.
    package mutating func next() async throws -> JSONView? {
        let stream = stream
        return try await withTaskCancellationHandler {
            try await stream.next()
        } onCancel: {
            stream.connection.channel.close(promise: nil)
        }
    }
}
