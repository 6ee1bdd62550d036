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
            try ViewsCheckpoint(logID: "", position: last, hash: []).insert(into: database)
            let projector = try Projector(database)
            var position = Position.zero
            while position < last {
                let page = try pages.eventsAfter(position)
                guard let end = page.last?.position else { break }
                try database.inTransaction {
                    for event in page
                    where event.position <= last && counting?.contains(event.position) ?? true {
                        try projector.apply(event)
                    }
                    return .commit
                }
                position = end
            }
            for index in ViewsSchema.indexes { try database.execute(sql: index) }
        }
    }

    deinit {
        try? queue.close()
        unlink(path)
    }
}
