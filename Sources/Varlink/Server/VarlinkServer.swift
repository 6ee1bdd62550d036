import NIOCore
import NIOPosix
import SutureJSON
import Synchronization

/// Answers Varlink calls on a Unix socket.
public final class VarlinkServer: Sendable {
    public enum Address: Sendable {
        /// A path to bind, and the mode of the socket's file, such as `0o660`.
        case path(String, mode: UInt32)
        /// A socket that was bound by someone else, as systemd does.
        case inherited(fileDescriptor: Int32)
    }

    public struct Limits: Sendable {
        public var connectionCountMax = 4_096
        public var connectionCountPerUserMax = 1_024
        /// Calls of one connection that were started and not answered; past it no more are started.
        public var unansweredCallCountMax = 4_096
        /// Bytes of replies that one connection's client has not taken; past it no more calls are started.
        public var waitingByteCountMax = 1 << 20
        /// Without the NUL byte.
        public var messageByteCountMax = WireLimits.messageByteCountMax
        public var messageDepthMax = 64

        public init() {}
    }

    /// For status and metrics. What ends in `Total` counts since the start.
    public struct Counts: Equatable, Sendable {
        public internal(set) var connectionCount = 0
        public internal(set) var connectionTotal = 0
        public internal(set) var refusedConnectionTotal = 0
        public internal(set) var callTotal = 0
        public internal(set) var malformedMessageTotal = 0
    }

    private let state: ServerState
    private let group: MultiThreadedEventLoopGroup
    private let outboxes: [Outbox]
    private let socket: ListeningSocket
    private let channel: any Channel
    /// Event loops that have ended answer nobody, so nothing is asked of them twice.
    private let isAccepting = Atomic(true)
    private let isRunning = Atomic(true)

    private init(
        state: ServerState, group: MultiThreadedEventLoopGroup, outboxes: [Outbox], socket: ListeningSocket,
        channel: any Channel
    ) {
        self.state = state
        self.group = group
        self.outboxes = outboxes
        self.socket = socket
        self.channel = channel
    }

    /// Starts to listen.
    ///
    /// Throws `VarlinkListenError`.
    /// - Parameter report: told, on an event loop, what a log should have, a connection that was refused or a
    ///   message that was malformed, and whose it was. An account causes as many of these as it likes.
    public static func start(
        _ service: VarlinkService, at address: Address, limits: Limits = Limits(), threadCount: Int = 1,
        report: @escaping @Sendable (_ message: String, _ userID: UInt32?) -> Void = { _, _ in }
    ) async throws -> VarlinkServer {
        let socket =
            switch address {
            case .path(let path, let mode): try ListeningSocket(path: path, mode: mode)
            case .inherited(let fileDescriptor): try ListeningSocket(inheriting: fileDescriptor)
            }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: threadCount)
        let state = ServerState(service: service, limits: limits, report: report)
        let outboxes = group.makeIterator().map { (ObjectIdentifier($0), Outbox(eventLoop: $0)) }
        let outboxByLoop = Dictionary(uniqueKeysWithValues: outboxes)
        let channel = try await ServerBootstrap(group: group)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(
                .writeBufferWaterMark,
                value: .init(low: limits.waitingByteCountMax / 2, high: limits.waitingByteCountMax)
            )
            .childChannelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(minimum: 4_096, initial: 16_384, maximum: 262_144)
            )
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try admit(channel, outboxByLoop[ObjectIdentifier(channel.eventLoop)], state)
                }
            }
            .withBoundSocket(socket.fileDescriptor)
            .get()
        socket.restoreBacklog()
        return VarlinkServer(
            state: state, group: group, outboxes: outboxes.map(\.1), socket: socket, channel: channel)
    }

    private struct ConnectionRefused: Error {}

    private static func admit(_ channel: any Channel, _ outbox: Outbox?, _ state: ServerState) throws {
        let pipeline = channel.pipeline.syncOperations
        let peer = try pipeline.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
            PeerCredentials(ofSocket: $0)
        }
        guard let outbox, let peer = peer ?? nil else {
            state.report("refusing a connection: the kernel does not say whose it is", nil)
            throw ConnectionRefused()
        }
        let connection = ServerConnection(channel: channel, peer: peer, outbox: outbox, state: state)
        if let refusal = state.register.add(connection) {
            state.report("refusing a connection of uid \(peer.userID): \(refusal)", peer.userID)
            throw ConnectionRefused()
        }
        try pipeline.addHandler(connection)
    }

    public var counts: Counts { state.register.counts }

    /// Offers the calls again that a handler did not take because it was full. Cheap when there are none.
    public func resume() { state.stalled.resume() }

    /// Closes the listening socket and removes its file. Connections go on.
    public func stopAccepting() async {
        guard isAccepting.exchange(false, ordering: .relaxed) else { return }
        socket.removeFile()
        // What it may throw is that it is closed already, by an error of its own.
        try? await channel.close()
    }

    /// Stops accepting, cuts streams short, lets every other call that was started be answered, closes the
    /// connections, and ends the event loops. What is not done by the deadline is cut off. A second call does
    /// nothing.
    /// - Parameter patience: how long a client may take to read what is left for it; then it is cut off.
    public func shutdown(within deadline: Duration, clientsWithin patience: Duration = .seconds(5)) async {
        await stopAccepting()
        guard isRunning.exchange(false, ordering: .relaxed) else { return }
        let connections = state.register.connections
        for connection in connections {
            connection.eventLoop.execute { connection.finish(clientPatience: TimeAmount(patience)) }
        }
        let cutOff = group.next().scheduleTask(in: TimeAmount(deadline)) {
            for connection in connections { connection.channel.close(promise: nil) }
        }
        for connection in connections { try? await connection.channel.closeFuture.get() }
        cutOff.cancel()

        state.stalled.end()
        for outbox in outboxes { outbox.end() }
        try? await group.shutdownGracefully()
    }
}
