import Glibc
import NIOCore
import NIOPosix
package import SutureJSON

/// A connection to a Varlink service.
///
/// Any number of calls may be under way at once; they are answered in their order. What a call throws is a
/// `VarlinkError` if the service answered with one, else a `VarlinkClientError`. Cancelling a task that waits
/// for a reply withdraws nothing.
public final class VarlinkClient: Sendable {
    /// The parameters of a call that has none.
    public static let noParameters = Array("{}".utf8)

    private let connection: ClientConnection

    private init(connection: ClientConnection) { self.connection = connection }

    public static func connect(to path: String) async throws(VarlinkClientError) -> VarlinkClient {
        do {
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(ClientConnection(channel: channel))
                    }
                }
                .connect(unixDomainSocketPath: path)
                .get()
            let connection = try await channel.pipeline.handler(type: ClientConnection.self).get()
            return VarlinkClient(connection: connection)
        } catch let error as IOError {
            throw VarlinkClient.translate(error, path)
        } catch {
            throw .failed(path: path, reason: "\(error)")
        }
    }

    private static func translate(_ error: IOError, _ path: String) -> VarlinkClientError {
        switch error.errnoCode {
        case ENOENT, ENOTDIR: .noSocket(path: path)
        case EACCES, EPERM: .permissionDenied(path: path)
        case ECONNREFUSED: .refused(path: path)
        default: .failed(path: path, reason: error.description)
        }
    }

    /// Calls a method with the bytes of its parameters object, and returns that of the reply.
    package func call(
        _ method: String, _ parameters: [UInt8] = VarlinkClient.noParameters
    ) async throws -> JSONView {
        try await withCheckedThrowingContinuation { continuation in
            call(method, parameters) { continuation.resume(with: $0) }
        }
    }

    /// The same, with the bytes of the reply's parameters object.
    public func reply(
        to method: String, _ parameters: [UInt8] = VarlinkClient.noParameters
    ) async throws -> [UInt8] {
        Array(try await call(method, parameters).rawBytes)
    }

    /// The same for callers with many calls under way: the completion is called on the event loop.
    package func call(
        _ method: String, _ parameters: [UInt8],
        completion: @escaping @Sendable (Result<JSONView, any Error>) -> Void
    ) {
        connection.send(CallMessage(method, parameters, flag: nil), awaiting: .reply(completion))
    }

    /// Calls a method that is not to reply. Returns when the call is with the kernel.
    public func callOneway(
        _ method: String, _ parameters: [UInt8] = VarlinkClient.noParameters
    ) async throws {
        try await withCheckedThrowingContinuation { continuation in
            connection.send(
                CallMessage(method, parameters, flag: "oneway"),
                awaiting: .nothing { continuation.resume(with: $0) })
        }
    }

    /// Calls a method with `more`. Replies are read from the socket when the loop asks for them. Leaving the
    /// loop early closes the connection, since Varlink has no other way to end a stream.
    package func stream(
        _ method: String, _ parameters: [UInt8] = VarlinkClient.noParameters
    ) -> VarlinkReplies {
        let stream = ReplyStream(connection: connection)
        connection.send(CallMessage(method, parameters, flag: "more"), awaiting: .stream(stream.demand))
        return VarlinkReplies(stream: stream)
    }

    /// The same, with the bytes of each reply's parameters object. To be iterated once.
    public func replies(
        to method: String, _ parameters: [UInt8] = VarlinkClient.noParameters
    ) -> some AsyncSequence<[UInt8], any Error> & Sendable {
        stream(method, parameters).map { Array($0.rawBytes) }
    }

    /// Ends the connection; calls that are under way fail.
    public func close() async { try? await connection.channel.close() }
}
