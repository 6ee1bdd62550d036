internal import Glibc

/// How many files may be open at once.
package enum Descriptors {
    /// SQLite opens a database, its write-ahead log and its shared memory one after another.
    private static let countPerDatabase = 3
    /// Beyond so many nobody counts which are in use.
    private static let countedMax: Int32 = 4_096

    /// In words, whether another database can be opened at the moment at all; `nil` if it can. SQLite does not say why it cannot open
    /// one, and what it had opened for it is closed again by then.
    package static var shortage: String? {
        var descriptors: [Int32] = []
        defer { for descriptor in descriptors { close(descriptor) } }
        for _ in 0..<countPerDatabase {
            let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
            guard descriptor < 0 else {
                descriptors.append(descriptor)
                continue
            }
            return isShortage(errno) ? String(cString: strerror(errno)).lowercased() : nil
        }
        return nil
    }

    static func isShortage(_ cause: Int32) -> Bool { cause == EMFILE || cause == ENFILE }

    /// In words, that this process may not open so many files beside those that it was started with; `nil` if it may. To be asked before
    /// anything is opened: some libraries end the process where they get no descriptor.
    package static func lack(of count: Int) -> String? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        guard limit.rlim_cur < rlim_t(countedMax) else { return nil }
        let inUse = (0..<Int32(limit.rlim_cur)).count { fcntl($0, F_GETFD) >= 0 }
        guard Int(limit.rlim_cur) - inUse < count else { return nil }
        return "it needs \(count) file descriptors and may open \(Int(limit.rlim_cur) - inUse) "
            + "(the limit is \(limit.rlim_cur), and \(inUse) are open): raise it, by ulimit -n or LimitNOFILE="
    }

    /// What an operator can do about it.
    package static let hint =
        "Let the daemon open more files (LimitNOFILE=), or lower the limits of its connections."
}
