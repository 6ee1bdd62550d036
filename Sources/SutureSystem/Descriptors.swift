import Glibc

/// How many files may be open at once.
package enum Descriptors {
    /// SQLite opens a database, its write-ahead log and its shared memory one after another.
    private static let countPerDatabase = 3
    /// Beyond so many nobody counts which are in use.
    private static let countedMax: Int32 = 4_096

    /// In words, why no other database can be opened at the moment; `nil` if one can. SQLite does not say why
    /// it cannot, and what it had opened for it is closed again by then.
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

    package static func isShortage(_ cause: Int32) -> Bool { cause == EMFILE || cause == ENFILE }

    /// In words, that this process may not open so many files more; `nil` if it may. To be asked before
    /// anything is opened: some libraries end the process where they get no descriptor.
    package static func lack(of count: Int) -> String? {
        guard let limit, limit.rlim_cur < rlim_t(countedMax) else { return nil }
        let (free, inUse) = (free(of: limit), inUse(of: limit))
        guard free < count else { return nil }
        return "it needs \(count) file descriptors and may open \(free) "
            + "(the limit is \(limit.rlim_cur), and \(inUse) are open): raise it, by ulimit -n or LimitNOFILE="
    }

    /// How many more files this process may open; `nil` if nobody knows.
    package static var freeCount: Int? { limit.map { free(of: $0) } }

    /// Lets this process open as many files as it may let itself: the limit that it is started with is often
    /// for programs which cannot count that far.
    package static func raiseLimit() {
        guard var limit, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(resource, &limit)
    }

    private static var resource: __rlimit_resource_t { __rlimit_resource_t(RLIMIT_NOFILE.rawValue) }

    private static var limit: rlimit? {
        var limit = rlimit()
        return getrlimit(resource, &limit) == 0 ? limit : nil
    }

    private static func free(of limit: rlimit) -> Int { Int(clamping: limit.rlim_cur) - inUse(of: limit) }

    private static func inUse(of limit: rlimit) -> Int {
        (0..<Int32(min(limit.rlim_cur, rlim_t(countedMax)))).count { fcntl($0, F_GETFD) >= 0 }
    }

    /// What an operator can do about it.
    package static let hint =
        "Let the daemon open more files (LimitNOFILE=), or lower the limits of its connections."
}
