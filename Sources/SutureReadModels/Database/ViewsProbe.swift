package import SutureDomain
import SutureSQLite

/// Read models that nobody reads: they show every event that cannot be projected; a rebuild stops there.
package final class ViewsProbe: Sendable {
    private let connection: Connection

    /// - Parameter path: of a file that is made, and that is worth nothing afterwards.
    package init(path: String) throws {
        connection = try ViewsConnection.probe(path: path)
        try connection.inDatabase { database in
            for table in ViewsSchema.tables { try database.execute(sql: table) }
        }
    }

    /// Projects events that follow one another, each as far as it goes.
    /// - Returns: why some could not be, by their positions.
    package func project(_ events: [DecodedEvent]) throws -> [(position: Position, cause: String)] {
        try connection.inDatabase { database in
            var failures: [(position: Position, cause: String)] = []
            try database.inTransaction {
                let projector = try RowProjector(database)
                for event in events {
                    do {
                        try projector.apply([event], after: nil)
                    } catch {
                        failures.append((event.position, (error as? ViewFailure)?.cause ?? "\(error)"))
                    }
                }
                try projector.finishWithoutVoids()
            }
            return failures
        }
    }
}
