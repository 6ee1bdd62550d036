import SutureDomain
import SutureSQLite

/// Writes what the recorder looks up: the head of each stream, and the first event of each command.
///
/// Both are gathered for a transaction and written in the order of their keys: one pass along the table
/// instead of a leap for each event, and one row for a stream however many events it has.
final class Bookkeeping {
    /// Gathered until they are written, if a transaction has so many.
    private static let headCountMax = 50_000
    private static let receiptCountMax = 200_000

    private let database: Database
    private let headStatement: Statement
    private let receiptStatement: Statement
    private var heads: [StreamName: StreamHead] = [:]
    private var receipts: [(hash: CommandHash, position: Position)] = []

    init(_ database: Database) throws {
        headStatement = try database.makeStatement(
            sql: """
                INSERT INTO stream_head (stream, version, position, is_void) VALUES (?1, ?2, ?3, 0)
                ON CONFLICT (stream) DO UPDATE SET version = ?2, position = ?3
                """)
        receiptStatement = try database.makeStatement(
            sql: "INSERT INTO receipt (command_hash, position) VALUES (?1, ?2)")
        self.database = database
    }

    /// - Parameter last: the command of the event before it: neighbours under the same id are of one command.
    func note(_ event: DecodedEvent, after last: String?) throws {
        heads[event.stream] = StreamHead(version: event.version, position: event.position)
        if heads.count == Bookkeeping.headCountMax { try writeHeads() }
        guard let id = event.commandID, id != last else { return }
        receipts.append((CommandHash(of: id), event.position))
        if receipts.count == Bookkeeping.receiptCountMax { try writeReceipts() }
    }

    /// To be called before the transaction ends.
    func write() throws {
        try writeHeads()
        try writeReceipts()
    }

    /// Where the last event of the stream is, of those that were written.
    func position(of stream: StreamName) throws -> Position? {
        try database.first("SELECT position FROM stream_head WHERE stream = ?", [.text(stream.text)]) {
            Position($0.integer(at: 0))
        }
    }

    /// - Parameter isVoid: whether the creation of the record was voided, so that there is none.
    func write(isVoid: Bool, of stream: StreamName) throws {
        try database.run(
            "UPDATE stream_head SET is_void = ?2 WHERE stream = ?1", .text(stream.text),
            .integer(isVoid ? 1 : 0))
    }

    private func writeHeads() throws {
        let parameters = Parameters(of: headStatement.sqliteStatement)
        for (stream, head) in heads.sorted(by: { $0.key.text < $1.key.text }) {
            parameters.bind(stream.text, at: 1)
            parameters.bind(head.version.number, at: 2)
            parameters.bind(head.position.number, at: 3)
            try step(parameters.statement)
        }
        heads.removeAll(keepingCapacity: true)
    }

    private func writeReceipts() throws {
        let parameters = Parameters(of: receiptStatement.sqliteStatement)
        for (hash, position) in receipts.sorted(by: { $0.hash < $1.hash }) {
            parameters.bind(hash.number, at: 1)
            parameters.bind(position.number, at: 2)
            try step(parameters.statement)
        }
        receipts.removeAll(keepingCapacity: true)
    }
}
