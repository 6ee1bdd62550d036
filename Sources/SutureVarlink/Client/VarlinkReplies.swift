import NIOCore
package import SutureJSON

/// The replies of a streaming call, each the parameters object of one. To be iterated once.
package struct VarlinkReplies: AsyncSequence, Sendable {
    package typealias Element = JSONView

    let stream: ReplyStream

    package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(stream: stream) }

    package struct AsyncIterator: AsyncIteratorProtocol {
        let stream: ReplyStream

        /// Throws the `VarlinkError` that ends the stream, or a `VarlinkClientError`. Cancelling the task
        /// closes the connection.
        package mutating func next() async throws -> JSONView? {
            let stream = stream
            return try await withTaskCancellationHandler {
                try await stream.next()
            } onCancel: {
                stream.connection.channel.close(promise: nil)
            }
        }
    }
}
