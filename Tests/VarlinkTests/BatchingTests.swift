import NIOCore
import NIOEmbedded
import Testing

@testable import Varlink

/// How much work a heap of calls costs, seen where the bytes leave.
@Suite struct BatchingTests {
    @Test func `a hundred calls that come at once are answered in one write`() throws {
        let channel = EmbeddedChannel()
        let state = ServerState(service: try TestService().service(), limits: VarlinkServer.Limits()) {
            _, _ in
        }
        let peer = PeerCredentials(processID: 1, userID: 2, groupID: 3, supplementaryGroupIDs: [])
        let connection = ServerConnection(
            channel: channel, peer: peer, outbox: Outbox(eventLoop: channel.eventLoop), state: state)
        try channel.pipeline.syncOperations.addHandler(connection)

        let call = #"{"method":"org.example.test.Echo","parameters":{}}"# + "\0"
        try channel.writeInbound(ByteBuffer(string: String(repeating: call, count: 100)))
        channel.embeddedEventLoop.run()
        let written = try #require(try channel.readOutbound(as: ByteBuffer.self))
        #expect(String(buffer: written) == String(repeating: "{\"parameters\":{}}\0", count: 100))
        #expect(try channel.readOutbound(as: ByteBuffer.self) == nil)
        _ = try channel.finish()
    }
}
