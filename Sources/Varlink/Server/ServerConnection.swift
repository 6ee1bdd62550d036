import NIOCore

/// One client's connection. It starts calls in their order and sends the replies in that order:
///
///     bytes → framer → call → handler ··→ slot ··→ output → one write
///
/// A pipelined call is started as soon as it is read. A query or a stream waits until every earlier call is
/// answered, and while it runs no later one is started. A call that cannot be started stops the reading.
///
///     open ──client sends no more──▶ inputEnded ──all answered──▶ closed
///       └──garbage, or the server stops──▶ finishing ──what was started is answered──▶ closed
final class ServerConnection {
    private enum Phase { case open, inputEnded, finishing, closed }

    /// The place of a call that was started, kept until its reply can leave.
    private struct Slot {
        let isOneway: Bool
        var outcome: CallOutcome?
    }

    private struct ExclusiveCall {
        let sequence: Int
        let isStream: Bool
        let task: Task<Void, Never>
    }

    let channel: any Channel
    let peer: PeerCredentials
    let outbox: Outbox
    let state: ServerState
    private let scope = VarlinkScope()
    var eventLoop: any EventLoop { channel.eventLoop }

    private var phase = Phase.open
    private var context: ChannelHandlerContext?
    private var framer: MessageFramer
    private var slots = CircularBuffer<Slot>()
    /// The sequence number of the first slot.
    private var firstSequence = 0
    private var exclusive: ExclusiveCall?
    /// A call that was read and cannot be started yet.
    private var waitingCall: VarlinkCall?
    private var isWaitingForRoom = false
    private var isReadHeld = false
    private var output = ReplyBuffer()
    private var isFlushDue = false
    private var isClosing = false
    /// How long the client may take to read what it was answered; `nil` while the server does not stop.
    private var clientPatience: TimeAmount?

    init(channel: any Channel, peer: PeerCredentials, outbox: Outbox, state: ServerState) {
        self.channel = channel
        self.peer = peer
        self.outbox = outbox
        self.state = state
        framer = MessageFramer(byteCountMax: state.limits.messageByteCountMax)
    }
}

// Every property that varies is touched on the event loop alone; other threads hold the connection only to
// find the way there.
extension ServerConnection: @unchecked Sendable {}

// MARK: Reading

extension ServerConnection: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // What comes after garbage, or while the server stops, is dropped.
        guard phase == .open else { return }
        var bytes = unwrapInboundIn(data)
        framer.append(&bytes)
        proceed()
    }

    /// Reading goes on only when nothing that was read still waits to be started. That the client closes is
    /// noticed nevertheless: NIO then reads what is left.
    func read(context: ChannelHandlerContext) {
        if isReadingBlocked {
            isReadHeld = true
        } else {
            context.read()
        }
    }

    private var isReadingBlocked: Bool { phase != .open || waitingCall != nil || framer.hasNext() }

    func channelWritabilityChanged(context: ChannelHandlerContext) { proceed() }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // A client may shut its side and still wait for the replies to what it has sent.
        if case .inputClosed = event as? ChannelEvent, phase == .open {
            phase = .inputEnded
            proceed()
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func channelInactive(context: ChannelHandlerContext) {
        phase = .closed
        exclusive?.task.cancel()
        exclusive = nil
        waitingCall = nil
        slots.removeAll()
        framer.clear()
        scope.end()
        state.register.remove(self)
    }
}

// MARK: Starting calls

extension ServerConnection {
    private var canStart: Bool {
        (phase == .open || phase == .inputEnded) && exclusive == nil && !isWaitingForRoom
            && slots.count < state.limits.unansweredCallCountMax && channel.isWritable
    }

    private func proceed() {
        while canStart, let call = nextCall() {
            guard start(call) else {
                waitingCall = call
                break
            }
        }
        if isReadHeld, !isReadingBlocked {
            isReadHeld = false
            context?.read()
        }
        closeIfDone()
    }

    private func nextCall() -> VarlinkCall? {
        if let call = waitingCall {
            waitingCall = nil
            return call
        }
        do {
            guard let message = try framer.next() else { return nil }
            return try VarlinkCall(
                parsing: message, depthMax: state.limits.messageDepthMax, peer: peer, scope: scope)
        } catch let error as MalformedMessage {
            endInput("a malformed message: \(error.reason)")
        } catch {
            endInput("a message of more than \(framer.byteCountMax) bytes")
        }
        return nil
    }

    /// There is no reply to garbage. What came before it is answered, then the connection ends.
    private func endInput(_ reason: String) {
        state.register.countMalformedMessage()
        state.report("closing a connection of uid \(peer.userID) after \(reason)", peer.userID)
        phase = .finishing
        framer.clear()
    }

    /// Returns whether the call was started; else it waits.
    private func start(_ call: VarlinkCall) -> Bool {
        let handler: VarlinkHandler
        do throws(VarlinkError) {
            handler = try state.service.handler(for: call)
        } catch {
            openSlot(for: call).fail(error)
            return true
        }
        switch handler {
        case .pipelined(let handle): return offer(call, to: handle)
        case .query(let handle):
            guard slots.isEmpty else { return false }
            let reply = openSlot(for: call)
            exclude(reply, isStream: false) { [failure = state.service.failure, limits = state.limits] in
                do {
                    let parameters = try await handle(call)
                    try ReplyTooLarge.check(parameters, limits)
                    reply.succeed(parameters)
                } catch {
                    reply.fail(error as? VarlinkError ?? failure(call, error))
                }
            }
        case .stream(let handle):
            guard slots.isEmpty else { return false }
            let reply = openSlot(for: call)
            let stream = VarlinkStream(connection: self, call: call, sequence: reply.sequence)
            exclude(reply, isStream: true) { [failure = state.service.failure] in
                do {
                    try await handle(call, stream)
                    stream.end(failure(call, VarlinkStreamUnfinished(method: call.method)), isOwn: false)
                } catch {
                    stream.end(error as? VarlinkError ?? failure(call, error), isOwn: error is VarlinkError)
                }
            }
        }
        return true
    }

    private func openSlot(for call: VarlinkCall) -> VarlinkReply {
        state.register.countCall()
        slots.append(Slot(isOneway: call.isOneway))
        return VarlinkReply(connection: self, sequence: firstSequence + slots.count - 1)
    }

    private func offer(
        _ call: VarlinkCall, to handle: (VarlinkCall, VarlinkReply) -> VarlinkAdmission
    ) -> Bool {
        let reply = openSlot(for: call)
        if handle(call, reply) == .accepted { return true }
        // Room may have been made between the refusal and the next line, so the call is offered once more:
        // who makes room from now on finds this connection on the list.
        state.stalled.add(self)
        if handle(call, reply) == .accepted { return true }
        slots.removeLast()
        isWaitingForRoom = true
        return false
    }

    func tryAgain() {
        isWaitingForRoom = false
        proceed()
    }

    private func exclude(
        _ reply: VarlinkReply, isStream: Bool, _ run: @escaping @Sendable () async -> Void
    ) {
        exclusive = ExclusiveCall(sequence: reply.sequence, isStream: isStream, task: Task { await run() })
    }
}

// MARK: Answering

extension ServerConnection {
    /// Puts an outcome into its slot, and moves what can leave to the output. Returns whether a flush became
    /// due.
    func complete(_ sequence: Int, _ outcome: CallOutcome) -> Bool {
        guard phase != .closed else { return false }
        let index = sequence - firstSequence
        precondition((0..<slots.count).contains(index), "a call is answered twice")
        let slot = slots.index(slots.startIndex, offsetBy: index)
        precondition(slots[slot].outcome == nil, "a call is answered twice")
        slots[slot].outcome = outcome
        if exclusive?.sequence == sequence { exclusive = nil }

        while let first = slots.first, let outcome = first.outcome {
            if !first.isOneway { output.append(outcome) }
            slots.removeFirst()
            firstSequence += 1
        }
        defer { isFlushDue = true }
        return !isFlushDue
    }

    /// Writes what has been answered, and goes on with what waited for it.
    func flush() {
        isFlushDue = false
        guard phase != .closed else { return }
        if let bytes = output.take() { channel.writeAndFlush(bytes, promise: nil) }
        proceed()
    }

    /// Writes replies of the stream that is running, framed. The future succeeds when the bytes are with the
    /// kernel.
    func write(_ bytes: ByteBuffer, ofStream sequence: Int, continues: Bool) -> EventLoopFuture<Void> {
        guard phase != .closed else { return eventLoop.makeFailedFuture(VarlinkConnectionClosed()) }
        precondition(exclusive?.sequence == sequence, "a stream goes on after its last reply")
        let written = eventLoop.makePromise(of: Void.self)
        if slots.first?.isOneway == true {
            written.succeed()
        } else {
            if let earlier = output.take() { channel.write(earlier, promise: nil) }
            channel.writeAndFlush(bytes, promise: written)
        }
        if !continues, complete(sequence, .sent) { flush() }
        return written.futureResult.flatMapErrorThrowing { _ in throw VarlinkConnectionClosed() }
    }

    /// A stream's handler is done. If it has not sent its last reply, it ends with the error.
    func endStream(_ sequence: Int, _ error: VarlinkError, isOwn: Bool) {
        guard let exclusive, exclusive.sequence == sequence else { return }
        // A stream that was cut short because the server stops has no error of its own to tell.
        let outcome = phase == .finishing && !isOwn ? CallOutcome.sent : .failure(error)
        if complete(sequence, outcome) { flush() }
    }
}

// MARK: Ending

extension ServerConnection {
    /// Starts nothing more, cuts streams short, and closes when everything that was started is answered.
    /// - Parameter clientPatience: how long the client may take to read, once there is nothing else to be
    ///   done for it.
    func finish(clientPatience: TimeAmount) {
        guard phase != .closed else { return }
        phase = .finishing
        waitingCall = nil
        self.clientPatience = clientPatience
        // A stream, or a connection that is being closed already, waits for nobody but its client.
        if let exclusive, exclusive.isStream {
            exclusive.task.cancel()
            limitWait()
        } else if isClosing {
            limitWait()
        }
        closeIfDone()
    }

    /// Cuts the client off, if the server stops and nothing else is waited for.
    private func limitWait() {
        guard let clientPatience else { return }
        let cutOff = eventLoop.scheduleTask(in: clientPatience) { [channel] in channel.close(promise: nil) }
        channel.closeFuture.whenComplete { _ in cutOff.cancel() }
    }

    private func closeIfDone() {
        guard !isClosing, phase == .finishing || phase == .inputEnded, slots.isEmpty else { return }
        if phase == .inputEnded, waitingCall != nil || framer.hasNext() { return }
        isClosing = true
        limitWait()
        // An empty write is done when all before it are.
        channel.writeAndFlush(ByteBuffer()).whenComplete { [channel] _ in channel.close(promise: nil) }
    }
}
