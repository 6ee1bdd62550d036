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
        reader = ViewReader(queue: queue, isUnchanging: true)
        try queue.inDatabase {
            try ViewsBuild(source: pages.source, last: last, counting: counting).run(in: $0)
        }
    }

    deinit {
        try? reader.close()
        unlink(path)
    }
}
