import GRDB
import GRDBSQLite
import SutureDomain

/// How a connection to a database is made.
///
/// Some settings decide whether what is acknowledged is on the disk, or whether something unsealed reaches
/// it. They are set when the connection is made and read back before it is used: SQLite ignores what it does
/// not know or cannot do.
package struct ConnectionSettings: Sendable {
    /// Set in this order.
    package var pragmas: [(name: String, value: String)]
    /// How long it waits for other connections.
    package var busyTimeoutMilliseconds: Int
    package var isReadOnly: Bool
    package var functions: [SQLFunction] = []

    package init(
        _ pragmas: [(name: String, value: String)] = [], busyTimeoutMilliseconds: Int,
        isReadOnly: Bool = false
    ) {
        self.pragmas = pragmas
        self.busyTimeoutMilliseconds = busyTimeoutMilliseconds
        self.isReadOnly = isReadOnly
    }

    /// A function that SQL can call with texts. NULL is `nil`.
    package struct SQLFunction: Sendable {
        let name: String
        let argumentCount: Int
        let body: @Sendable ([String?]) throws -> String?

        package init(
            _ name: String, argumentCount: Int, _ body: @escaping @Sendable ([String?]) throws -> String?
        ) {
            self.name = name
            self.argumentCount = argumentCount
            self.body = body
        }
    }

    func configuration(readerCountMax: Int? = nil) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(Double(busyTimeoutMilliseconds) / 1000)
        if let readerCountMax { configuration.maximumReaderCount = readerCountMax }
        configuration.prepareDatabase { database in
            // The statement answers with a row for some settings and without one for others.
            for (name, value) in pragmas { _ = try Row.fetchAll(database, sql: "PRAGMA \(name) = \(value)") }
            for function in functions { database.add(function: function.databaseFunction) }
        }
        return configuration
    }

    /// - Throws: an ``Unsettled`` if a setting is not in force.
    func requireInForce(_ database: Database) throws {
        guard !isReadOnly else { return try requirePragmas(database) }
        // SQLite opens a file for reading only where it cannot write it, and says nothing.
        guard sqlite3_db_readonly(database.connection, "main") == 0 else { throw Unsettled.readOnly }
        try requirePragmas(database)
    }

    private func requirePragmas(_ database: Database) throws {
        for (name, value) in pragmas {
            let found = try database.text("PRAGMA \(name)")
            guard found == value else { throw Unsettled.pragma(name, wanted: value, found: found) }
        }
    }
}

/// A connection is not as it has to be.
package enum Unsettled: TellableError, CustomStringConvertible {
    /// A file that is to be written could be opened for reading only.
    case readOnly
    /// SQLite did not take a setting that durability or privacy depends on.
    case pragma(String, wanted: String, found: String?)

    package var description: String {
        switch self {
        case .readOnly: "it could be opened for reading only"
        case .pragma(let name, let wanted, let found):
            "\(name) is \(found ?? "nothing") although \(wanted) was set"
        }
    }
}

extension ConnectionSettings.SQLFunction {
    fileprivate var databaseFunction: DatabaseFunction {
        DatabaseFunction(name, argumentCount: argumentCount) { values in
            try body(values.map { String.fromDatabaseValue($0) })
        }
    }
}
