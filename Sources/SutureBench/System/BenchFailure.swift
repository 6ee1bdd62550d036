import Glibc

/// What kept a measurement from being made.
struct BenchFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    /// - Parameter operation: the system call that failed, with what it was about.
    init(errno code: Int32, _ operation: String) {
        description = "\(operation): \(String(cString: strerror(code)))"
    }
}
