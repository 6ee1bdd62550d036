import NIOCore
import SutureJSON

/// Whoever iterates a stream holds this; when the last one lets go before the end, the connection is closed.
final class ReplyStream: Sendable {
    let connection: ClientConnection
    let demand: ReplyDemand

    init(connection: ClientConnection) {
        self.connection = connection
        demand = ReplyDemand(eventLoop: connection.channel.eventLoop)
    }

    func next() async throws -> JSONView? {
        let (connection, demand) = (connection, demand)
        return try await connection.channel.eventLoop.flatSubmit { connection.deliver(to: demand) }.get()
    }

    deinit {
        let (connection, demand) = (connection, demand)
        connection.channel.eventLoop.execute {
            if !demand.isEnded { connection.channel.close(promise: nil) }
        }
    }
}
