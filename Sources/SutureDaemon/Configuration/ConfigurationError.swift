/// A wrong key or value, where it stands, and what may stand there.
struct ConfigurationError: Error, CustomStringConvertible {
    /// The file with its line, the environment variable or the flag.
    let origin: String
    let problem: String

    init(_ origin: String, _ problem: String) {
        self.origin = origin
        self.problem = problem
    }

    var description: String { "\(origin): \(problem)" }
}
