import Foundation
import Testing

/// Skips the test, with a message, where the machine lacks what it needs; in CI, which must lack nothing, it
/// fails.
func require(_ isThere: Bool, _ message: String) throws {
    if isThere { return }
    guard ProcessInfo.processInfo.environment["CI"] == nil else {
        throw RequirementMissing(description: message)
    }
    try Test.cancel("\(message)")
}

private struct RequirementMissing: Error, CustomStringConvertible {
    let description: String
}
