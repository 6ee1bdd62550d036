import GRDB
import SutureDomain

/// Writes what the recorder looks up: the head of each stream, and which event was the first of which command.
///
/// Both are written once for a transaction and in the order of their keys: one pass along the table instead of a leap
/// for each event.
final class Bookkeeping {
    private let headStatement: Statement
    private let receiptStatement: Statement

    init(_ database: Database) throws {
        headStatement = try database.makeStatement(
            sql: """
                INSERT INTO stream_head (stream, version, position) VALUES (?1, ?2, ?3)
                ON CONFLICT (stream) DO UPDATE SET version = ?2, position = ?3
                """)
        receiptStatement = try database.makeStatement(
            sql: "INSERT INTO receipt (command_hash, position) VALUES (?1, ?2)")
    }

    func noteHeads(of events: some Collection<DecodedEvent>) throws {
        var heads: [StreamName: StreamHead] = [:]
        for event in events {
            heads[event.recorded.stream] = StreamHead(
                version: event.recorded.version, position: event.recorded.position)
        }
        let parameters = Parameters(of: headStatement.sqliteStatement)
        for (stream, head) in heads.sorted(by: { $0.key.text < $1.key.text }) {
            parameters.bind(stream.text, at: 1)
            parameters.bind(head.version.number, at: 2)
            parameters.bind(head.position.number, at: 3)
            try step(parameters.statement)
        }
    }

    /// Events that follow one another under the same id are of one command.
    /// - Parameter last: the command of the event before the first.
    func noteReceipts(of events: some Collection<DecodedEvent>, after last: String?) throws {
        var last = last
        var receipts: [(hash: CommandHash, position: Position)] = []
        for event in events {
            if let id = event.commandID, id != last {
                receipts.append((CommandHash(of: id), event.recorded.position))
            }
            last = event.commandID
        }
        let parameters = Parameters(of: receiptStatement.sqliteStatement)
        for (hash, position) in receipts.sorted(by: { $0.hash < $1.hash }) {
            parameters.bind(hash.number, at: 1)
            parameters.bind(position.number, at: 2)
            try step(parameters.statement)
        }
    }
}
