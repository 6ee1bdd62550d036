import Foundation

/// Held for as long as the daemon uses a state directory, so that a second one is refused.
final class DirectoryLock: Sendable {
    private let descriptor: Int32

    /// - Throws: A ``StartFailure`` if another daemon holds it, or it is not this account's own plain file.
    init(_ path: String, of directory: String) throws {
        try StateFiles.requireOwn(path, type: S_IFREG)
        // What is put there meanwhile is not waited for either.
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
        guard descriptor >= 0 else {
            throw StartFailure("cannot open \(path): \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw StartFailure(
                "another sutured uses \(directory): one log has one writer; stop that one, or name another directory "
                    + "with --state-directory")
        }
    }

    deinit { close(descriptor) }
}
