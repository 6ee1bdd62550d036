import GRDB
import Glibc
import SutureDomain

/// A views database for one moment of the past, deleted when nobody uses it any more.
final class ScratchDatabase: Sendable {
    private let path: String
    private let queue: DatabaseQueue
    let reader: ViewReader
    let openDates: OpenDates

    /// Projects the events of the log up to the position, those that count.
    init(
        path: String, filter: TemporalFilter?, upTo last: Position, from pages: LogPages,
        unseal: @escaping Unseal
    ) throws {
        self.path = path
        openDates = filter?.openDates ?? []
        unlink(path)
        queue = try ViewsConnection.scratch(path: path, unseal: unseal)
        reader = ViewReader(queue: queue, isUnchanging: true)
        try queue.inDatabase {
            try ViewsBuild(source: pages.source, last: last, counting: filter?.positions).run(in: $0)
        }
    }

    deinit {
        try? reader.close()
        unlink(path)
    }
}
