import Logging
import SutureDomain
import SutureLog
import SutureReadModels

/// Holds the keys against what the log says of persons: nobody who was erased has one, and all others do.
struct KeysAtStart: Sendable {
    struct Outcome: Sendable {
        /// How many persons have no key, or a damaged one, although nobody erased them.
        let lostKeyCount: Int
        /// Those whose keys were known to be damaged when that was counted.
        let damaged: Set<StreamName>
        /// Persons whose keys could not be deleted yet. Nobody gets one of them.
        let unfinishedErasures: Set<StreamName>
    }

    let keyring: Keyring
    let log: any EventLog
    let gate: WriteGate
    let logger: Logger

    /// - Parameter mayMissEvents: whether the read models did not fit the log, which may be older than keys.
    func settle(_ index: ViewIndex, _ reader: LogReader, mayMissEvents: Bool) -> Outcome {
        let unfinishedErasures = erase(index, reader)
        // Only read models that know every event can tell that none needs a key.
        if !gate.isClosed, !mayMissEvents { sweep(index) }
        let damaged = keyring.damaged
        if !damaged.isEmpty {
            logger.error(
                "keys in keys.db are damaged",
                metadata: ["of": "\(damaged.map(\.text).sorted().joined(separator: ", "))"])
        }
        var lostKeyCount = 0
        logger.warnIfFails("whether keys are missing could not be seen") {
            lostKeyCount = try countLost(index, reader)
        }
        return Outcome(
            lostKeyCount: lostKeyCount, damaged: damaged, unfinishedErasures: unfinishedErasures)
    }

    /// Deletes the keys of erased persons again: the daemon may have ended before that, and `keys.db` may be
    /// a copy. It says itself up to which event it needs no look. What is deleted is gone for ever: where the
    /// log is in doubt it is only shown to nobody.
    /// - Returns: those whose keys could not be deleted: another program reads the file, or the disk is full.
    private func erase(_ index: ViewIndex, _ reader: LogReader) -> Set<StreamName> {
        let persons: [StreamName]
        do {
            persons = try index.erased(after: place(of: keyring.store.through(.erased), in: reader))
        } catch {
            // Whose keys they are cannot be seen.
            gate.close(
                because: "the keys of erased persons could not be deleted", failure: error)
            return []
        }
        guard !persons.isEmpty else { return [] }
        guard !gate.isClosed else {
            keyring.hide(persons)
            return []
        }
        do {
            try keyring.erase(persons, through: log.head)
            logger.notice("deleted the keys of erased persons", metadata: ["count": "\(persons.count)"])
            return []
        } catch {
            logger.critical(
                "the keys of erased persons are not deleted yet", metadata: ["failure": "\(error)"])
            return Set(persons)
        }
    }

    /// They do no harm, so that the next start may do it as well.
    private func sweep(_ index: ViewIndex) {
        logger.warnIfFails("keys that no event needs could not be removed") {
            let orphanCount = try keyring.sweepOrphans { try index.head(of: $0) != nil }
            if orphanCount > 0 {
                logger.notice("removed keys that no event needs", metadata: ["count": "\(orphanCount)"])
            }
        }
    }

    /// A key that is not there is not as good as deleted: whoever has a backup can read the name again.
    private func countLost(_ index: ViewIndex, _ reader: LogReader) throws -> Int {
        // What was noted of keys that are damaged now holds no longer.
        let mark =
            try keyring.damaged.isEmpty ? place(of: keyring.store.through(.complete), in: reader) : .zero
        var last: StreamName?
        var lostKeyCount = 0
        while case let persons = try index.records(ofKind: Person.kind, after: last, recordedBehind: mark),
            !persons.isEmpty
        {
            lostKeyCount += try keyring.lostKeyCount(among: persons)
            last = persons.last
        }
        if lostKeyCount == 0, !gate.isClosed, mark < log.head.position {
            try keyring.store.note(.complete, through: log.head)
        }
        guard lostKeyCount > 0 else { return 0 }
        logger.error(
            """
            keys.db has lost the keys of persons whom nobody erased: \(lostKeyCount). Their names read \
            \(Unsealed.keyLostText); stop the daemon and put the backup of keys.db back
            """)
        return lostKeyCount
    }

    /// How many persons have no key, or a damaged one, although nobody erased them, as far as was seen.
    func lostKeyCount(since start: Outcome) -> Int {
        start.lostKeyCount + keyring.damaged.subtracting(start.damaged).count
    }

    /// Whose keys are known to be damaged.
    var warnings: [String] {
        let damaged = keyring.damaged.map(\.text).sorted()
        guard !damaged.isEmpty else { return [] }
        let named = damaged.prefix(KeysAtStart.namedKeyCountMax).joined(separator: ", ")
        let rest = damaged.count - KeysAtStart.namedKeyCountMax
        return [
            damaged.count == 1
                ? "the key of \(named) in keys.db is damaged: put it back from a backup"
                : "the keys of \(named)\(rest > 0 ? " and \(rest) others" : "") in keys.db are damaged: put them back from a backup"
        ]
    }

    private static let namedKeyCountMax = 10

    /// Where the log was when `keys.db` noted something; at the start if it is not of this log.
    private func place(of mark: (position: Position, hash: [UInt8])?, in reader: LogReader) throws -> Position
    {
        guard let mark, try reader.head(at: mark.position)?.hash == mark.hash else { return .zero }
        return mark.position
    }
}
