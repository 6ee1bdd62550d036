import Foundation
import GRDB
import SutureLog
import SutureTestSupport

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

    /// Changes a database behind the daemon's back.
    func tamper(_ file: String, _ sql: String) throws {
        try DatabaseQueue(path: stateFile(file)).inDatabase { try $0.execute(sql: sql) }
    }

    /// The read models are derived, so they may be deleted while no daemon runs.
    func removeViews() throws {
        for suffix in ["", "-wal", "-shm"]
        where FileManager.default.fileExists(atPath: stateFile("views.db" + suffix)) {
            try FileManager.default.removeItem(atPath: stateFile("views.db" + suffix))
        }
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
