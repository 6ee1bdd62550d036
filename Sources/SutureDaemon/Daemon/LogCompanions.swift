import Foundation
import SutureCodec
import SutureDomain
import SutureLog
import SutureReadModels
import SutureSQLiteLog
import SutureSystem

/// The files beside `log.db`, as witnesses of it: where there is no log they tell whether there was one.
///
///     keys.db     views.db          without log.db
///     keys        any               refused, whatever is asked for: the names of persons hang on them
///     marks       any               refused, unless a new log is asked for
///     nothing     a position        refused, unless a new log is asked for
///     nothing     nothing           a log begins, or a first start that was interrupted goes on
///
/// Where there is one, the read models know how far it was with which hash, and so does `keys.db`, whose mark
/// moves with its own writes. Neither leads the log: where that lacks an event of theirs, it has lost events.
struct LogCompanions {
    let directory: StateDirectory

    /// To be asked before a log is made.
    /// - Parameter isAskedFor: then what tells of another log is put aside, and nothing is deleted.
    func permitNewLog(isAskedFor: Bool) throws {
        let keys = try Keyring.trace(keysPath: directory.keys)
        if keys?.hasKeys == true {
            throw StartFailure(
                "there is no log in \(directory.path), but keys.db holds keys of persons: put log.db back, with its "
                    + "log.db-wal if it had one. A new log is not begun beside them, also with --new-log: move keys.db and "
                    + "master.key to where they are kept, or name another directory.")
        }
        let view = testimonyOfViews()
        guard let testimony = view ?? (keys?.mark != nil ? "keys.db is of a log that had events" : nil)
        else { return }
        guard isAskedFor else {
            throw StartFailure(
                "there is no log in \(directory.path), but \(testimony): put log.db back, with its log.db-wal if it had one. "
                    + "If a new log is to begin, start once with --new-log.")
        }
        if view != nil { try putAside(directory.views) }
        if keys?.mark != nil { try putAside(directory.keys) }
    }

    /// What they tell of events that the log does not have; `nil` if they agree with it. Where an operator's
    /// word for the log was recorded, those who have not heard of it are told now.
    func loss(of log: any EventLog) throws -> LogLoss? {
        let reader = try log.reader()
        defer { try? reader.close() }
        guard let loss = try testimony(against: log, reader) else { return nil }
        guard try isAccepted(loss, by: reader, at: log.head) else { return loss }
        try putViewsAside(loss)
        try forget(loss, at: log.head)
        return nil
    }

    private func testimony(against log: any EventLog, _ reader: LogReader) throws -> LogLoss? {
        let id = log.identity.id
        var witnesses: [LogLoss.Witness] = []
        // What cannot be read is made anew from the log, and tells of nothing.
        if let views = try? ViewsDatabase.trace(path: directory.views), views.position > .zero {
            witnesses.append(
                LogLoss.Witness(
                    file: .views, logID: views.logID, position: views.position, hash: views.hash))
        }
        // Keys of another log stop the start when they are opened.
        if let keys = try Keyring.trace(keysPath: directory.keys), let mark = keys.mark,
            keys.logID ?? id == id
        {
            witnesses.append(
                LogLoss.Witness(file: .keys, logID: id, position: mark.position, hash: mark.hash))
        }
        for (index, witness) in witnesses.enumerated() where witness.logID == id {
            witnesses[index].found = try readable(reader.head(at: witness.position))?.hash
        }
        return LogLoss(witnesses.filter { $0.found != $0.hash }, logID: id, head: log.head)
    }

    /// `nil` also where it stands in a page that is gone.
    private func readable<Value>(
        _ read: @autoclosure () throws(LogFailure) -> Value?
    ) throws(LogFailure) -> Value? {
        do {
            return try read()
        } catch  where error.kind == .corrupt {
            return nil
        }
    }

    /// Whether the log's last event says that it counts without what was lost.
    private func isAccepted(_ loss: LogLoss, by log: LogReader, at head: LogHead) throws -> Bool {
        guard let last = try readable(log.event(at: head.position)), last.type == Installation.Restored.type,
            let restored = try EventCodec.event(last) as? Installation.Restored
        else { return false }
        return restored.knownPosition == loss.known.position
            && restored.knownHash == loss.known.hash.hexadecimal
    }

    // MARK: A log that counts without what was lost

    /// Has `keys.db` tell of the loss, whatever becomes of the read models.
    func keepTelling(of loss: LogLoss) throws {
        try Keyring.note(
            loss.known.position, loss.known.hash, keysPath: directory.keys, logID: loss.known.logID)
    }

    /// Puts read models aside that are made of what was lost.
    func putViewsAside(_ loss: LogLoss) throws {
        if loss.isToldByViews { try putAside(directory.views) }
    }

    /// Ends what ``keepTelling(of:)`` began. Every key is kept for ever, also one that no event needs: the
    /// lost events, which may be found again, were sealed with it.
    func forget(_ loss: LogLoss, at head: LogHead) throws {
        try Keyring.forgetLoss(at: head, keysPath: directory.keys, logID: loss.known.logID)
    }

    /// What the read models say of a log that had events; `nil` if they know of none.
    private func testimonyOfViews() -> String? {
        do {
            guard let checkpoint = try ViewsDatabase.trace(path: directory.views), checkpoint.position > .zero
            else { return nil }
            return "views.db is of the log \(checkpoint.logID) and was at position \(checkpoint.position)"
        } catch {
            return "views.db is there and cannot be read (\(error))"
        }
    }

    /// Gives a database another name, under which it can be opened. Its write-ahead log goes first:
    /// interrupted, the next attempt takes the same name.
    private func putAside(_ path: String) throws {
        var number = 1
        while FileManager.default.fileExists(atPath: "\(path).aside-\(number)") { number += 1 }
        unlink(path + "-shm")
        for suffix in ["-wal", ""] where FileManager.default.fileExists(atPath: path + suffix) {
            guard rename(path + suffix, "\(path).aside-\(number)\(suffix)") == 0 else {
                throw StartFailure(
                    "cannot put \(path)\(suffix) aside: \(String(cString: strerror(errno)))")
            }
        }
        try DurableFile.syncFolder(of: path)
    }
}
