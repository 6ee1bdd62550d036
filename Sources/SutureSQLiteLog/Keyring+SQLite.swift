package import SutureDomain
package import SutureLog
import SutureSQLite
package import SutureSystem

extension Keyring {
    /// What `keys.db` tells; `nil` if there is none, or one that is empty. Nothing is changed.
    package static func trace(keysPath: String) throws(LogFailure) -> KeyTrace? {
        try DurableFile.requireNoStrayWriteAheadLog(of: keysPath)
        guard DurableFile.size(keysPath) > 0 else { return nil }
        return try SQLiteKeyStore.trace(path: keysPath)
    }

    /// Notes in `keys.db` an event that the log had once, so that its loss is told.
    package static func note(
        _ position: Position, _ hash: [UInt8], keysPath: String, logID: String
    ) throws(LogFailure) {
        try SQLiteKeyStore(path: keysPath).change(ofLog: logID) { store throws(LogFailure) in
            try store.noteLost(position, hash)
        }
    }

    /// Has `keys.db` take the log for the right one that ends there (``KeyStore/forgetLoss(at:)``).
    package static func forgetLoss(at head: LogHead, keysPath: String, logID: String) throws(LogFailure) {
        try SQLiteKeyStore(path: keysPath).change(ofLog: logID) { store throws(LogFailure) in
            try store.forgetLoss(at: head)
        }
    }

    /// Opens `keys.db`, or makes it.
    package static func open(
        keysPath: String, logID: String, masterKey: MasterKeySource
    ) throws(LogFailure) -> Keyring {
        try open(SQLiteKeyStore(path: keysPath), logID: logID, masterKey: masterKey)
    }
}
