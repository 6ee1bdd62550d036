import Foundation

/// A folder of a test's own, gone with it.
final class TemporaryPlace: Sendable {
    let path: String

    init() throws {
        path = "/tmp/suture-\(String(UInt64.random(in: 0 ... .max), radix: 36))"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
