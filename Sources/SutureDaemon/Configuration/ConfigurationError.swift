/// A wrong key or value, where it stands, and what may stand there.
package struct ConfigurationError: Error, CustomStringConvertible {
    /// The file with its line, the environment variable or the flag.
    package let origin: String
    package let problem: String

    package var description: String { "\(origin): \(problem)" }
}
