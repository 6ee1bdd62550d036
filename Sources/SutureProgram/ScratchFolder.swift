import Foundation

/// A folder of one run, for files that nobody needs afterwards; gone when nobody holds it any more.
package final class ScratchFolder {
    package let path: String

    /// - Parameter parent: on the file system that is meant; where files of short life belong, if left out.
    package init(in parent: String = FileManager.default.temporaryDirectory.path) throws {
        let name =
            "\(ProcessInfo.processInfo.processName)-\(String(UInt64.random(in: 0 ... .max), radix: 36))"
        path = "\(parent)/\(name)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    package func file(_ name: String) -> String { "\(path)/\(name)" }
}
