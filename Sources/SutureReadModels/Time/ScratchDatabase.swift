import GRDB
import Glibc
import SutureDomain

/// A views database for one moment of the past, deleted when nobody uses it any more.
final class ScratchDatabase: Sendable {
    private let path: String
    private let queue: DatabaseQueue
    let reader: ViewReader

    /// Projects the events of the log up to the position, those that count.
    init(
        path: String, counting: PositionSet?, upTo last: Position, from pages: LogPages,
        unseal: @escaping Unseal
    ) throws {
        self.path = path
        unlink(path)
        queue = try ViewsConnection.scratch(path: path, unseal: unseal)
        reader = ViewReader(queue: queue)
        try queue.inDatabase { database in
            for table in ViewsSchema.tables { try database.execute(sql: table) }
            var checkpoint = ViewsCheckpoint(logID: "", position: .zero, hash: pages.startHash)
            try checkpoint.insert(into: database)
            let projector = try Projector(database)
            while checkpoint.position < last {
                let page = try pages.eventsAfter(checkpoint.position).prefix { $0.position <= last }
                guard let end = page.last else { break }
                let counted = try page.filter { counting?.contains($0.position) ?? true }
                    .map(DecodedEvent.init(decoding:))
                try database.inTransaction {
                    try projector.apply(counted)
                    return .commit
                }
                checkpoint.position = end.position
                checkpoint.hash = end.hash
            }
            try checkpoint.update(in: database)
            for index in ViewsSchema.indexes { try database.execute(sql: index) }
        }
    }

    deinit {
        try? queue.close()
        unlink(path)
    }
}
