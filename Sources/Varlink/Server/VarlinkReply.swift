/// The reply to one pipelined call. Exactly one of its methods is called, once, from any thread.
///
/// Many replies completed in a row cost one visit to the event loop and one write for each connection.
public struct VarlinkReply: Sendable {
    let connection: ServerConnection
    /// Counts the calls of the connection.
    let sequence: Int

    /// Takes the bytes of the parameters object; none are as good as `{}`.
    public func succeed(_ parameters: [UInt8]) { complete(.success(parameters)) }

    public func fail(_ error: VarlinkError) { complete(.failure(error)) }

    func complete(_ outcome: CallOutcome) {
        connection.outbox.append(
            Outbox.Completion(connection: connection, sequence: sequence, outcome: outcome))
    }
}
