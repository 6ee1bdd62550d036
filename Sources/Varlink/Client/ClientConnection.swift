import NIOCore
import SutureJSON
import Synchronization

/// The client's end of a connection. Replies are read as far as someone waits for them:
///
///     call ──▶ outgoing (any thread) ──▶ one write ──▶ awaiting, in the order of the calls
///     bytes ──▶ framer ──▶ the first that awaits
final class ClientConnection {
    enum Awaiting: Sendable {
        case reply(@Sendable (Result<JSONView, any Error>) -> Void)
        case stream(ReplyDemand)
        /// A oneway call, completed when it is written.
        case nothing(@Sendable (Result<Void, any Error>) -> Void)
    }

    private struct Outgoing: Sendable {
        let message: CallMessage
        let awaiting: Awaiting
    }

    /// More than a call may have: what a service sends wraps records that were as deep as a call may be.
    private static let replyDepthMax = 128

    let channel: any Channel
    private let outgoing = Mutex<[Outgoing]>([])
    private var context: ChannelHandlerContext?
    private var framer = MessageFramer(byteCountMax: WireLimits.messageByteCountMax)
    private var awaiting = CircularBuffer<Awaiting>()
    private var isReadHeld = false
    private var closingError: VarlinkClientError?

    init(channel: any Channel) { self.channel = channel }
}

// What varies is touched on the event loop alone, but for the calls going out, which have a lock.
extension ClientConnection: @unchecked Sendable {}

// MARK: Calls

extension ClientConnection {
    /// The first call to arrive wakes the event loop, which sends all that have come by then in one write.
    func send(_ message: CallMessage, awaiting: Awaiting) {
        let isFirst = outgoing.withLock {
            $0.append(Outgoing(message: message, awaiting: awaiting))
            return $0.count == 1
        }
        if isFirst { channel.eventLoop.execute { self.sendOutgoing() } }
    }

    private func sendOutgoing() {
        let calls = outgoing.withLock { outgoing in
            defer { outgoing = [] }
            return outgoing
        }
        if let error = closingError {
            for call in calls { ClientConnection.fail(call.awaiting, error) }
            return
        }
        var bytes = channel.allocator.buffer(capacity: calls.reduce(0) { $0 + $1.message.bytes.count })
        let written = channel.eventLoop.makePromise(of: Void.self)
        for call in calls {
            bytes.writeBytes(call.message.bytes)
            if case .nothing(let completion) = call.awaiting {
                written.futureResult.whenComplete {
                    completion($0.mapError { _ in VarlinkClientError.closed })
                }
            } else {
                awaiting.append(call.awaiting)
            }
        }
        channel.writeAndFlush(bytes, promise: written)
    }
}

// MARK: Replies

extension ClientConnection: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        framer.append(&bytes)
        deliver()
    }

    /// A stream whose consumer is busy stops the reading, so that its producer waits as well.
    func read(context: ChannelHandlerContext) {
        if framer.hasNext() {
            isReadHeld = true
        } else {
            context.read()
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func channelInactive(context: ChannelHandlerContext) {
        closingError = closingError ?? .closed
        deliver()
    }

    /// Asks for a stream's next reply.
    func deliver(to demand: ReplyDemand) -> EventLoopFuture<JSONView?> {
        let future = demand.ask()
        deliver()
        return future
    }

    /// Hands the replies that are there to those who wait. When no more can come, the others are told.
    private func deliver() {
        while isSomeoneReady {
            do {
                guard let message = try framer.next() else { break }
                try deliver(ReplyMessage(parsing: message, depthMax: ClientConnection.replyDepthMax))
            } catch {
                closingError = error as? VarlinkClientError ?? .unintelligible("a reply is too long")
                framer.clear()
                channel.close(promise: nil)
            }
        }
        if let error = closingError, !framer.hasNext() {
            let abandoned = awaiting
            awaiting.removeAll()
            for awaiting in abandoned { ClientConnection.fail(awaiting, error) }
        }
        if isReadHeld, !framer.hasNext() {
            isReadHeld = false
            context?.read()
        }
    }

    /// Whether the next reply can be handed over. One that nobody awaits can: it is an error.
    private var isSomeoneReady: Bool {
        if case .stream(let demand) = awaiting.first { demand.isAsked } else { true }
    }

    private func deliver(_ reply: ReplyMessage) throws(VarlinkClientError) {
        switch awaiting.first {
        case .reply(let completion):
            guard !reply.continues else {
                throw .unintelligible("a second reply to a call that asked for one")
            }
            awaiting.removeFirst()
            completion(reply.result)
        case .stream(let demand):
            if !reply.continues { awaiting.removeFirst() }
            demand.answer(reply.result, continues: reply.continues)
        case .nothing, nil: throw .unintelligible("a reply without a call")
        }
    }

    private static func fail(_ awaiting: Awaiting, _ error: VarlinkClientError) {
        switch awaiting {
        case .reply(let completion): completion(.failure(error))
        case .nothing(let completion): completion(.failure(error))
        case .stream(let demand): demand.fail(error)
        }
    }
}
