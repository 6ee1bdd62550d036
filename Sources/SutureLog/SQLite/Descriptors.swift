internal import Glibc

/// How many files may be open at once.
package enum Descriptors {
    /// In words, whether another file can be opened at the moment at all; `nil` if it can. SQLite does not say why it cannot open one.
    package static var shortage: String? {
        let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard descriptor < 0 else {
            close(descriptor)
            return nil
        }
        guard errno == EMFILE || errno == ENFILE else { return nil }
        return String(cString: strerror(errno)).lowercased()
    }

    /// What an operator can do about it.
    package static let hint =
        "Let the daemon open more files (LimitNOFILE=), or lower the limits of its connections."
}
