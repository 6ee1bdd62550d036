import Foundation
import GRDB
import SutureDomain
import SutureSQLiteLog
import SutureTestSupport

@testable import SutureLog

/// What tests look for in the files of a daemon, and what they do to them.
extension RunningDaemon {
    struct File {
        let name: String
        let bytes: Data
    }

    func filesOfState() throws -> [File] {
        try FileManager.default.subpathsOfDirectory(atPath: stateDirectory).compactMap { name in
            FileManager.default.contents(atPath: stateFile(name)).map { File(name: name, bytes: $0) }
        }
    }

    /// How many persons have a key.
    func keyCount() throws -> Int {
        try read("keys.db") { try Int.fetchOne($0, sql: "SELECT count(*) FROM key") ?? 0 }
    }

    func read<Value>(_ file: String, _ body: (Database) throws -> Value) throws -> Value {
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: stateFile(file), configuration: configuration).read(body)
    }

    /// Another program that is in the middle of reading keys.db, until it commits.
    func readerOfKeys() async throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.allowsUnsafeTransactions = true
        let reader = try DatabaseQueue(path: stateFile("keys.db"), configuration: configuration)
        try await reader.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN")
            _ = try Row.fetchAll(db, sql: "SELECT * FROM key")
        }
        return reader
    }

    /// Changes a database behind the daemon's back.
    func tamper(_ file: String, _ sql: String) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(30)
        try DatabaseQueue(path: stateFile(file), configuration: configuration)
            .inDatabase { try $0.execute(sql: sql) }
    }

    /// Changes events as someone would who knows of the trigger that forbids it, and hides it.
    func changeEvent(_ assignment: String) throws {
        try changeLog("UPDATE event SET \(assignment)", against: "event_is_never_updated")
    }

    /// Changes one event as someone would who can write hashes as well: what is in the log then is what was
    /// written.
    func forgeEvent(_ assignment: String, at position: Int64) throws {
        try changeEvent("\(assignment) WHERE position = \(position)")
        let reader = try LogReader.open(path: stateFile("log.db"))
        var hashes: [(Int64, String)] = []
        var row = CanonicalRow(
            after: try reader.head(at: Position(position - 1))?.hash ?? reader.identity.hash)
        _ = try reader.scan(after: Position(position - 1), limit: 1_000) { event in
            row.fill(event)
            let hash = row.hash()
            hashes.append((event.position, hash.hexadecimal))
            row.continues(hash)
            return true
        }
        try reader.close()
        for (position, hash) in hashes {
            try changeEvent("hash = x'\(hash)' WHERE position = \(position)")
        }
    }

    /// Takes events away in the same manner.
    func deleteEvents(_ condition: String) throws {
        try changeLog("DELETE FROM event WHERE \(condition)", against: "event_is_never_deleted")
    }

    private func changeLog(_ sql: String, against trigger: String) throws {
        let text = try read("log.db") {
            try String.fetchOne($0, sql: "SELECT sql FROM sqlite_master WHERE name = '\(trigger)'")
        }
        try tamper("log.db", "DROP TRIGGER \(trigger); \(sql); \(text ?? "")")
    }

    /// The read models are derived, so they may be deleted while no daemon runs.
    func removeViews() throws {
        for suffix in ["", "-wal", "-shm"]
        where FileManager.default.fileExists(atPath: stateFile("views.db" + suffix)) {
            try FileManager.default.removeItem(atPath: stateFile("views.db" + suffix))
        }
    }

    /// Takes from the log what was not synced, as a power failure may, and leaves all that was written to the
    /// files beside it: if one of them can ever lead the log, then so.
    /// - Parameter path: of what the shim `noting_sync` has noted.
    func loseUnsynced(notedAt path: String) throws {
        let noted = FileManager.default.contents(atPath: path) ?? Data(repeating: 0, count: 8)
        let length = noted.withUnsafeBytes { $0.loadUnaligned(as: Int64.self) }
        let log = stateFile("log.db-wal")
        if let attributes = try? FileManager.default.attributesOfItem(atPath: log),
            let size = attributes[.size] as? Int, size > length
        {
            truncate(log, Int(length))
        }
        try? FileManager.default.removeItem(atPath: stateFile("log.db-shm"))
        try? FileManager.default.removeItem(atPath: path)
    }

    /// What a thorough look at the whole log finds.
    func verifyLog() throws -> Verification {
        let reader = try LogReader.open(path: stateFile("log.db"))
        defer { try? reader.close() }
        return try LogVerifier(reader: reader, isDeep: true).verify()
    }
}

let ownUserID = getuid()

extension Data {
    func contains(_ text: String) -> Bool { range(of: Data(text.utf8)) != nil }
}
