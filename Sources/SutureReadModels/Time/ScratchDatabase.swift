import Glibc
import SutureDomain
import SutureSQLite

/// A views database for one moment of the past, deleted when nobody uses it any more.
final class ScratchDatabase: Sendable {
    private let path: String
    private let connection: Connection
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
        connection = try ViewsConnection.scratch(path: path, unseal: unseal)
        reader = ViewReader(connection, isUnchanging: true)
        try connection.inDatabase {
            try ViewsBuild(source: pages.source, last: last, counting: filter?.positions).run(in: $0)
        }
    }

    deinit {
        try? reader.close()
        unlink(path)
    }
}
