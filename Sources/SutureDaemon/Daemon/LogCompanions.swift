import Foundation
import SutureDomain
import SutureLog
import SutureReadModels

/// The files beside `log.db`, as witnesses of it: where there is no log they tell whether there was one.
///
///     keys.db     views.db          without log.db
///     keys        any               refused, whatever is asked for: the names of persons hang on them
///     marks       any               refused, unless a new log is asked for
///     nothing     a position        refused, unless a new log is asked for
///     nothing     nothing           a log begins, or a first start that was interrupted goes on
struct LogCompanions {
    let directory: StateDirectory

    /// To be asked before a log is made.
    /// - Parameter orders: what the operator said. Where a new log is asked for, what tells of another is put aside, and nothing
    ///   is deleted.
    func permitNewLog(_ orders: StartOrders) throws {
        let keys = try Keyring.trace(keysPath: directory.keys)
        if keys?.hasKeys == true {
            throw StartFailure(
                "there is no log in \(directory.path), but keys.db holds keys of persons: put log.db back, with its "
                    + "log.db-wal if it had one. A new log is not begun beside them, also with --new-log: move keys.db and "
                    + "master.key to where they are kept, or name another directory.")
        }
        let view = testimonyOfViews()
        guard let testimony = view ?? (keys?.hasMarks == true ? "keys.db is of a log that had events" : nil)
        else { return }
        guard orders.beginsNewLog else {
            throw StartFailure(
                "there is no log in \(directory.path), but \(testimony): put log.db back, with its log.db-wal if it had one. "
                    + "If a new log is to begin, start once with --new-log.")
        }
        if view != nil { try putAside(directory.views) }
        if keys?.hasMarks == true { try putAside(directory.keys) }
    }

    /// What `views.db` tells of events that the log does not have; `nil` if the two agree.
    func loss(of log: SQLiteEventLog) throws -> String? {
        // What cannot be read is made anew from the log, and tells of nothing.
        guard let known = try? ViewsDatabase.trace(path: directory.views), known.position > .zero else {
            return nil
        }
        let head = log.head
        let heads =
            "views.db was at position \(known.position) (\(known.hash.hexadecimal)) of the log \(known.logID), and log.db ends at "
            + "position \(head.position) (\(head.hash.hexadecimal)) of the log \(log.identity.id)"
        let advice =
            "put the right log.db back, or, if this one is to count, stop the daemon and move views.db away"
        guard known.logID == log.identity.id else { return "log.db is another log: \(heads); \(advice)" }
        guard try log.event(at: known.position)?.hash != known.hash else { return nil }
        return "the log has lost events: \(heads); \(advice)"
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

    /// Gives a database another name, under which it can be opened. Its write-ahead log goes first: interrupted, the next
    /// attempt takes the same name.
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
    }
}
