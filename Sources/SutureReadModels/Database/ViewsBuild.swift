import Glibc
package import SutureDomain
import SutureSQLite

/// Makes all read models of a log at once, in an empty file, in one transaction without a journal: several
/// times as fast as page by page. A file that was not finished is worth nothing.
struct ViewsBuild {
    let source: EventSource
    /// The last event that is looked at.
    let last: Position
    /// The events that are projected; `nil`: all.
    var counting: PositionSet?

    /// Fills the database, which must be empty.
    /// - Parameter progress: is told after each page how far it is, and may end it by an error.
    func run(in database: Database, progress: (Position) throws -> Void = { _ in }) throws {
        try database.inTransaction {
            for table in ViewsSchema.tables { try database.execute(sql: table) }
            var checkpoint = ViewsCheckpoint(
                logID: source.logID, position: .zero, hash: source.startHash)
            let projector = try RowProjector(database)
            try source.forEachPage(after: .zero, upTo: last, counting: counting) { page in
                try projector.apply(page.events, after: checkpoint.commandID)
                checkpoint.move(behind: page)
                try progress(page.end)
            }
            try projector.finish(from: source, counting: counting)
            for index in ViewsSchema.indexes {
                // Each takes a while in a large log: whoever watches hears that it goes on.
                try progress(last)
                try database.execute(sql: index)
            }
            try checkpoint.insert(into: database)
        }
    }
}

extension ViewsDatabase {
    /// What a file is called until it is finished.
    private static let unfinishedSuffix = ".new"

    /// Makes a file of the read models of a log up to that event, in place of any there that nobody has open.
    /// It appears when it is finished: after a failure, or a loss of power, there is none.
    /// - Parameter progress: is told now and then how far it is, and may end it by an error.
    package static func make(
        path: String, from source: EventSource, upTo last: Position,
        progress: (Position) throws -> Void = { _ in }
    ) throws {
        let unfinished = path + unfinishedSuffix
        unlink(unfinished)
        do {
            let connection = try ViewsConnection.scratch(path: unfinished, unseal: nil)
            try connection.inDatabase {
                try ViewsBuild(source: source, last: last).run(in: $0, progress: progress)
            }
            try connection.close()
            try require(sync(unfinished), "sync", unfinished)
            // What belongs to an older file must not be taken for the new one's.
            for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
            try require(rename(unfinished, path), "rename", unfinished)
        } catch {
            unlink(unfinished)
            guard error is SQLiteError else { throw error }
            throw ViewFailure(
                operation: "make the read models", place: path, cause: error,
                hint: "Check the disk and the folder's mode.")
        }
    }

    /// Removes what ``make(path:from:upTo:progress:)`` left if it was killed: it may take all the room.
    package static func removeUnfinished(path: String) { unlink(path + unfinishedSuffix) }

    private static func sync(_ path: String) -> Int32 {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return -1 }
        defer { Glibc.close(file) }
        return fsync(file)
    }

    private static func require(_ result: Int32, _ operation: String, _ path: String) throws {
        guard result != 0 else { return }
        throw ViewFailure(
            operation: operation, place: path, cause: String(cString: strerror(errno)),
            hint: "Check the disk and the folder's mode.", isDiskFull: errno == ENOSPC,
            mayPass: true, isOfFile: true)
    }
}
