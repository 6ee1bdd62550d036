import Foundation
import Logging
import SutureDomain
import SutureLog
import SutureProjection
import SutureReadModels
import SutureSQLiteLog

/// Everything that the daemon has open while it runs: opened in the order of the contract, checked, and
/// brought up to date before anyone is served.
struct OpenState {
    let directory: StateDirectory
    /// Where views of past moments are made; what is in it may be deleted at any start.
    let scratchDirectory: String
    let lock: DirectoryLock
    let log: any EventLog
    let keyring: Keyring
    let readModels: ReadModels
    let gate: WriteGate
    let damage: LogDamage
    private let logger: Logger

    /// The name of the systemd credential that holds the master key.
    private static let masterKeyCredential = "suture.master-key"

    init(
        path: String, beginsNewLog: Bool, environment: [String: String], clock: Clock,
        manager: ServiceManager, logger: Logger
    ) throws {
        self.logger = logger
        gate = WriteGate(clock: clock, logger: logger)
        damage = LogDamage(gate: gate, clock: clock, logger: logger)
        var files = try StateFiles(path: path)
        directory = files.directory
        scratchDirectory = files.scratchDirectory
        lock = try DirectoryLock(directory.lock, of: path)
        try files.holdToOwner()
        for warning in files.warnings { logger.warning("\(warning)") }
        ViewsDatabase.removeUnfinished(path: directory.views)
        try ScratchViews.removeOld(in: scratchDirectory)
        let room = WaitForRoom(manager: manager, logger: logger)
        let companions = LogCompanions(directory: directory)
        log = try room.wait { [directory] in
            if try directory.isLogMissing() {
                try companions.permitNewLog(isAskedFor: beginsNewLog)
            } else if beginsNewLog {
                throw StartFailure(
                    "--new-log: there is a log in \(directory.path) already; start without it.")
            }
            return try directory.openLog(at: clock.now)
        }
        let loss = try room.wait { [log] in try companions.loss(of: log) }
        keyring = try room.wait { [directory, log] in
            try Keyring.open(
                keysPath: directory.keys, logID: log.identity.id,
                masterKey: OpenState.masterKey(directory, environment: environment))
        }
        let lossyViews = scratchDirectory + "/views-of-lossy-log.db"
        for suffix in ["", "-wal", "-shm", ".new"] { unlink(lossyViews + suffix) }
        readModels = ReadModels(
            directory, loss: loss, scratchPath: lossyViews, log: log,
            keyring: keyring, gate: gate, manager: manager, logger: logger)
        _ = try readModels.make(isFirst: true)
    }

    /// A connection to the log that tells of the damage which it meets.
    func openLog() throws -> LogReader { try log.reader { [damage] in damage.note($0) } }

    /// A connection to the read models for who decides.
    func openIndex() throws -> ViewIndex {
        try readModels.requireInPlace()
        return try ViewIndex(path: readModels.path, noteFailure: { [readModels] in readModels.note($0) })
    }

    var unseal: Unseal { { [keyring] in try keyring.unseal($0, of: $1, field: $2) } }

    /// Has `keys.db` note how far the log is. Where the log has lost events, what is known of it is kept.
    private func noteLog() {
        guard !gate.isClosed, log.head.position > .zero else { return }
        logger.warnIfFails("keys.db could not note how far the log is") {
            try keyring.store.note(.log, through: log.head)
        }
    }

    /// Closes everything, with each WAL checkpointed.
    func close() throws {
        try readModels.close()
        noteLog()
        try keyring.close()
        try log.close()
    }

    private static func masterKey(_ directory: StateDirectory, environment: [String: String])
        -> MasterKeySource
    {
        if let credentials = environment["CREDENTIALS_DIRECTORY"] {
            let path = "\(credentials)/\(masterKeyCredential)"
            if FileManager.default.fileExists(atPath: path) { return .credential(path: path) }
        }
        return .file(path: directory.masterKey)
    }
}
