/// How many clients are served at once: never so many that the daemon could not open its own files.
struct ConnectionLimit {
    let count: Int
    /// What is told where that is less than was asked for.
    let warning: String?

    /// - Parameters:
    ///   - free: how many files may be opened; `nil` if nobody knows.
    ///   - kept: how many of them are for the daemon's own files.
    init(configured: Int, free: Int?, kept: Int) {
        let room = free.map { max(0, $0 - kept) } ?? configured
        count = min(configured, room)
        warning =
            room < configured
            ? "no more than \(room) clients are served at once, not \(configured) as configured: the daemon may open too few files "
                + "(LimitNOFILE=)" : nil
    }
}
