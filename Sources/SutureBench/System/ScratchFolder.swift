import Foundation

/// A folder of one measurement, gone when nobody holds it any more.
final class ScratchFolder {
    /// On a disk on every Debian, where `/tmp` may be in memory.
    static let defaultParent = "/var/tmp"

    let path: String

    /// - Parameter parent: on the file system that is to be measured.
    init(in parent: String) throws {
        path = "\(parent)/suture-bench-\(String(UInt32.random(in: 0 ... .max), radix: 36))"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }
}
