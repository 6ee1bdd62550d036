import Foundation
import SutureLog

/// The state directory as it is found at the start: reached on a trusted way, its files this account's own.
///
/// Nothing in it is opened through a link, and what others may have written there is not taken for Suture's.
struct StateFiles {
    /// Without links on the way.
    let directory: StateDirectory
    /// Where views of past moments are made; what is in it may be deleted at any start.
    let scratchDirectory: String
    /// What is told of them and is no reason to refuse them.
    private(set) var warnings: [String]

    /// What SQLite keeps beside a database.
    private static let suffixes = ["", "-wal", "-shm", "-journal"]

    /// Makes the directory if there is none.
    init(path: String) throws {
        do {
            try StateFiles.makeDirectory(TrustedPath(path, isOwn: true).resolved)
            let trusted = try TrustedPath(path, isOwn: true)
            directory = StateDirectory(path: trusted.resolved)
            warnings = trusted.warnings
            scratchDirectory = trusted.resolved + "/scratch"
            try StateFiles.makeDirectory(scratchDirectory)
            try StateFiles.requireOwn(scratchDirectory, type: S_IFDIR)
        } catch let error as UntrustedPath {
            throw StartFailure("the state directory cannot be used: \(error)")
        }
    }

    /// Looks at the files, and takes others' rights to them away. To be called while the directory is locked.
    mutating func holdToOwner() throws {
        // Whoever may open it can lock it, so that no daemon starts.
        try hold(directory.lock)
        for database in [directory.log, directory.keys] {
            for suffix in StateFiles.suffixes { try hold(database + suffix) }
        }
        // Who may read the master key is looked at when it is read.
        try StateFiles.requireOwn(directory.masterKey, type: S_IFREG)
        for suffix in StateFiles.suffixes {
            do {
                try hold(directory.views + suffix)
            } catch {
                // They are derived, and made anew.
                warnings.append("\(error) It is made anew.")
                guard unlink(directory.views + suffix) == 0 else { throw error }
            }
        }
    }

    private mutating func hold(_ path: String) throws {
        guard let mode = try StateFiles.requireOwn(path, type: S_IFREG), mode & 0o077 != 0 else { return }
        guard chmod(path, mode & 0o700) == 0 else {
            throw StartFailure("cannot change the mode of \(path): \(String(cString: strerror(errno)))")
        }
        warnings.append(
            "others might use \(path) (mode \(String(mode, radix: 8))), which was taken away; consider who has read it"
                + (mode & 0o022 != 0 ? " and changed it" : ""))
    }

    /// - Returns: its permissions; `nil` if there is no such file.
    @discardableResult
    static func requireOwn(_ path: String, type: mode_t) throws -> mode_t? {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            guard errno == ENOENT else {
                throw StartFailure("cannot look at \(path): \(String(cString: strerror(errno)))")
            }
            return nil
        }
        guard status.st_mode & S_IFMT == type else {
            let kind = status.st_mode & S_IFMT == S_IFLNK ? "a link" : "no plain file"
            throw StartFailure("\(path) is \(kind): Suture uses files of the state directory itself only.")
        }
        guard status.st_uid == geteuid() else {
            throw StartFailure(
                "\(path) belongs to \(Accounts.label(of: status.st_uid)), and sutured runs as "
                    + "\(Accounts.label(of: geteuid())): let it belong to that account (chown).")
        }
        return status.st_mode & 0o777
    }

    private static func makeDirectory(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StartFailure("cannot make the directory \(path): \(error.localizedDescription)")
        }
    }
}
