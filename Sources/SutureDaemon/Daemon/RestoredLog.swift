import Foundation
import SutureCodec
import SutureDomain
import SutureLog
import SutureReadModels

/// `sutured --accept-restored`: an operator's word that a log counts although files beside it know of more.
///
///     step                                     cut off before the next one, a start
///     1  keys.db tells of the lost head        refuses commands still
///     2  views.db is put aside                 refuses commands still
///     3  the log says that it was accepted     goes on with 2 and 4
///     4  keys.db forgets what was lost         records
///
/// No daemon runs meanwhile, nothing is served, and the master key is not needed.
struct RestoredLog {
    private let lock: DirectoryLock
    private let companions: LogCompanions
    private let log: any EventLog
    private let reader: LogReader

    /// - Throws: a ``StartFailure`` if there is no log, or somebody uses it.
    init(path: String, now: Instant) throws {
        guard FileManager.default.fileExists(atPath: path) else { throw StartFailure("there is no \(path)") }
        var files = try StateFiles(path: path)
        lock = try DirectoryLock(files.directory.lock, of: path)
        try files.holdToOwner()
        guard try !files.directory.isLogMissing() else {
            throw StartFailure("there is no log in \(path)")
        }
        companions = LogCompanions(directory: files.directory)
        log = try files.directory.openLog(at: now)
        reader = try log.reader()
    }

    /// Takes the log for the right one as it ends at that position.
    /// - Returns: what was done, in a sentence.
    /// - Throws: a ``StartFailure`` where nothing is to be accepted, or not so; then nothing was changed.
    func accept(_ position: Position, reason: String, at now: Instant, on day: Day) throws -> String {
        defer { try? close() }
        let accepted = log.head
        guard let loss = try companions.loss(of: log) else {
            throw StartFailure(
                "there is nothing to accept: no file beside log.db knows of an event that the log, which ends at position "
                    + "\(accepted.position), does not have")
        }
        guard !loss.isOfAnotherLog else { throw StartFailure("it cannot be accepted: \(loss)") }
        guard position == accepted.position else {
            throw StartFailure("the log does not end at position \(position): \(loss.heads)")
        }
        try requireSound()
        let event = try event(accepting: accepted, loss, reason, on: day)
        try companions.keepTelling(of: loss)
        try companions.putViewsAside(loss)
        _ = try log.append([event], recordedAt: now)
        try companions.forget(loss, at: log.head)
        return "the log \(log.identity.id) counts as it ends at position \(accepted.position) "
            + "(\(accepted.hash.hexadecimal)); position \(loss.known.position) (\(loss.known.hash.hexadecimal)) was known. "
            + "That was recorded at position \(log.head.position)"
    }

    private func close() throws {
        try reader.close()
        try log.close()
    }

    /// A log that is damaged is not to be written: the start would refuse it.
    private func requireSound() throws {
        let verifier = LogVerifier(reader: reader)
        guard let finding = try verifier.verifySpread() ?? verifier.verifyTail().finding else { return }
        throw StartFailure(
            "the log is damaged at position \(finding.position): \(finding.what). Nothing was accepted")
    }

    private func event(
        accepting head: LogHead, _ loss: LogLoss, _ reason: String, on day: Day
    ) throws -> NewEvent {
        guard let stream = Installation.ID(log.identity.id)?.stream else {
            throw StartFailure("the log's identity \(log.identity.id) is none that can be recorded of")
        }
        let event = Installation.Restored(
            position: head.position, hash: head.hash.hexadecimal, knownPosition: loss.known.position,
            knownHash: loss.known.hash.hexadecimal)
        let actor = EventMetadata.Actor(
            uid: Int64(geteuid()), user: Accounts.name(ofUser: geteuid()), role: .steward)
        return try NewEvent(
            event, to: stream, behind: lastEvent(of: stream), on: PartialDate(day),
            EventMetadata(actor: actor, reason: reason))
    }

    /// By walking the log: there are no read models.
    private func lastEvent(of stream: StreamName) throws -> StreamHead? {
        let name = Array(stream.text.utf8)
        var last: StreamHead?
        try reader.walk(after: .zero) { row in
            guard row.stream.elementsEqual(name) else { return }
            last = StreamHead(version: StreamVersion(row.version), position: Position(row.position))
        }
        return last
    }
}
