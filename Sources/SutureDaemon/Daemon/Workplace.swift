import Foundation
import Logging
import SutureDomain
import SutureLog
import SutureProjection
import SutureReadModels

/// Everything that the daemon has open while it runs: opened in the order of the contract, checked, and brought up to
/// date before anyone is served.
struct Workplace {
    let directory: StateDirectory
    /// Where views of past moments are made; what is in it may be deleted at any start.
    let scratchDirectory: String
    let lock: DirectoryLock
    let log: SQLiteEventLog
    let keyring: Keyring
    private(set) var views: ViewsDatabase
    let gate = WriteGate()
    /// How many persons have no key in `keys.db` although nobody erased them.
    private(set) var lostKeyCount = 0

    /// The name of the systemd credential that holds the master key.
    private static let masterKeyCredential = "suture.master-key"

    private let logger: Logger
    private let manager: ServiceManager

    init(
        path: String, environment: [String: String], clock: Clock, manager: ServiceManager, logger: Logger
    ) throws {
        directory = StateDirectory(path: path)
        self.logger = logger
        self.manager = manager
        scratchDirectory = path + "/scratch"
        for directory in [path, scratchDirectory] { try Workplace.makeDirectory(directory) }
        lock = try DirectoryLock(directory: path)
        log = try SQLiteEventLog.open(
            path: directory.log,
            newIdentity: LogIdentity(id: UUID().uuidString.lowercased(), createdAt: clock.now))
        keyring = try Keyring.open(
            keysPath: directory.keys, logID: log.identity.id,
            masterKey: Workplace.masterKey(directory, environment: environment))
        views = try Workplace.openViews(directory.views, logger: logger)
        try prepare()
    }

    /// Closes everything, with each WAL checkpointed.
    func close() throws {
        try views.close()
        try keyring.close()
        try log.close()
    }

    private static func makeDirectory(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StartFailure("cannot make the directory \(path): \(error.localizedDescription)")
        }
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

    /// Read models are derived, so a file that cannot be opened is made anew.
    private static func openViews(_ path: String, logger: Logger) throws -> ViewsDatabase {
        do {
            return try ViewsDatabase(path: path)
        } catch {
            logger.warning(
                "the read models cannot be opened and are made anew", metadata: ["failure": "\(error)"])
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
            return try ViewsDatabase(path: path)
        }
    }
}

// MARK: Checks at the start

extension Workplace {
    /// Brings the read models up to date and looks at what the log's end says of itself. What fails here closes the gate:
    /// the daemon serves reads and refuses writes, loudly, instead of being started again and again.
    private mutating func prepare() throws {
        let reader = try LogReader.open(path: directory.log)
        let checkpoint = try checkpointOfViews(reader)
        manager.starting("verifying the end of the log")
        try verify(reader, after: checkpoint)
        do {
            try catchUp(reader, from: checkpoint)
        } catch {
            closeGate("the read models could not follow the log", failure: error)
        }
        let index = try ViewIndex(path: directory.views)
        eraseKeys(index, reader)
        // Only read models that know every event can tell that none needs a key; and where they did not fit the log, it may
        // be an older copy than the keys.
        if gate.closedBecause == nil, checkpoint.position > .zero { try sweepKeys(index) }
        do {
            try countLostKeys(index, reader)
        } catch {
            logger.warning("whether keys are missing could not be seen", metadata: ["failure": "\(error)"])
        }
        try reader.close()
    }

    /// Where the read models stand; reset to the start if they are of another log, or lead this one.
    private func checkpointOfViews(_ reader: LogReader) throws -> LogHead {
        let start = LogHead(position: .zero, hash: log.identity.hash, recordedAt: log.identity.createdAt)
        if let checkpoint = try views.checkpoint(), checkpoint.logID == log.identity.id {
            if checkpoint.position == .zero { return start }
            if let event = try reader.event(at: checkpoint.position), event.hash == checkpoint.hash {
                return LogHead(position: event.position, hash: event.hash, recordedAt: event.recordedAt)
            }
        }
        logger.notice("the read models are made anew from the log")
        try views.reset(logID: log.identity.id, startHash: log.identity.hash)
        return start
    }

    /// Deletes the keys of erased persons again: the daemon may have ended between an erasure and the deletion, and `keys.db`
    /// may be a copy from before. It says itself up to which event it needs no look. What is deleted is gone for ever: where
    /// the log is in doubt it is only shown to nobody.
    private func eraseKeys(_ index: ViewIndex, _ reader: LogReader) {
        do {
            let mark = try place(of: keyring.erasedThrough(), in: reader)
            let persons = try index.erased(after: mark)
            guard !persons.isEmpty else { return }
            guard gate.closedBecause == nil else { return keyring.hide(persons) }
            try keyring.erase(persons, through: log.head)
            logger.notice("deleted the keys of erased persons", metadata: ["count": "\(persons.count)"])
        } catch {
            closeGate("the keys of erased persons could not be deleted", failure: error)
        }
    }

    private func sweepKeys(_ index: ViewIndex) throws {
        let orphanCount = try keyring.sweepOrphans { try index.head(of: $0) != nil }
        if orphanCount > 0 {
            logger.notice("removed keys that no event needs", metadata: ["count": "\(orphanCount)"])
        }
    }

    /// A key that is not there is not as good as deleted: whoever has a backup can read the name again.
    private mutating func countLostKeys(_ index: ViewIndex, _ reader: LogReader) throws {
        let mark = try place(of: keyring.completeThrough(), in: reader)
        var last: StreamName?
        while case let persons = try index.persons(after: last, recordedBehind: mark), !persons.isEmpty {
            lostKeyCount += try keyring.lostKeyCount(among: persons)
            last = persons.last
        }
        if lostKeyCount == 0, gate.closedBecause == nil, mark < log.head.position {
            try keyring.noteComplete(through: log.head)
        }
        guard lostKeyCount > 0 else { return }
        logger.error(
            """
            keys.db has lost the keys of persons whom nobody erased: \(lostKeyCount). Their names read \
            \(Unsealed.keyLostText); stop the daemon and put the backup of keys.db back
            """)
    }

    /// Where the log was when `keys.db` noted something; at the start if it is not of this log.
    private func place(of mark: (position: Position, hash: [UInt8])?, in reader: LogReader) throws -> Position
    {
        guard let mark, try reader.event(at: mark.position)?.hash == mark.hash else { return .zero }
        return mark.position
    }

    private func verify(_ reader: LogReader, after checkpoint: LogHead) throws {
        let verifier = LogVerifier(reader: reader)
        for verification in [
            try verifier.verifyTail(),
            try verifier.verify(after: checkpoint.position, known: checkpoint) {
                manager.starting("verifying event \($0) of \($1)")
            },
        ] {
            guard case .unsound(let finding) = verification else { continue }
            closeGate("the log is damaged at position \(finding.position): \(finding.what)")
        }
    }

    private mutating func catchUp(_ reader: LogReader, from checkpoint: LogHead) throws {
        let head = log.head.position
        let source = EventSource(reader)
        var position = checkpoint.position
        if position == .zero, head > .zero {
            position = try rebuild(from: source, upTo: head)
        }
        try source.forEachPage(after: position, upTo: head) { page in
            try views.apply(page.events, from: source)
            manager.starting("projecting event \(page.end) of \(head)")
        }
        try views.finishRebuild()
    }

    /// Makes the read models as a new file. If that fails they begin empty: page by page they come as far as they can.
    /// - Returns: how far they are.
    private mutating func rebuild(from source: EventSource, upTo head: Position) throws -> Position {
        try views.close()
        var position = Position.zero
        do {
            try ViewsDatabase.make(path: directory.views, from: source, upTo: head) { [manager] in
                manager.starting("projecting event \($0) of \(head)")
            }
            position = head
        } catch {
            logger.warning("the read models could not be made at once", metadata: ["failure": "\(error)"])
        }
        views = try Workplace.openViews(directory.views, logger: logger)
        if position == .zero { try views.reset(logID: source.logID, startHash: source.startHash) }
        return position
    }

    private func closeGate(_ reason: String, failure: (any Error)? = nil) {
        gate.close(because: reason)
        logger.critical(
            "only reads are served: \(reason)", metadata: failure.map { ["failure": "\($0)"] } ?? [:])
    }
}
