import Glibc
package import SutureDomain
import SutureSQLite

/// A views database for one moment of the past, deleted when nobody uses it: its reader is good for as long.
package final class ScratchDatabase: Sendable {
    private let path: String
    private let connection: Connection
    package let reader: ViewReader
    /// Which events have dates that leave open whether they happened by the day that was asked for.
    package let openDates: OpenDates
    /// The last event of the log that may count.
    package let knownAt: Position

    /// Projects the events of the log up to the position, those that count.
    init(
        path: String, filter: TemporalFilter?, upTo last: Position, from pages: LogPages,
        unseal: @escaping Unseal
    ) throws {
        self.path = path
        knownAt = last
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
