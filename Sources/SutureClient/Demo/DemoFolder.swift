import Foundation

/// Where a demo keeps everything: a new folder under `$TMPDIR` that only this user can read.
struct DemoFolder: Sendable {
    /// What `sockaddr_un` holds beside the final NUL.
    private static let socketPathByteCountMax = 107

    let path: String

    init() throws {
        let parent = ProcessInfo.processInfo.environment["TMPDIR"] ?? ""
        let base = parent.isEmpty ? "/tmp" : parent.hasSuffix("/") ? String(parent.dropLast()) : parent
        var template = Array("\(base)/suture-demo.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw DemoFailure(
                description: "no folder can be made in \(base) (\(String(cString: strerror(errno)))); "
                    + "TMPDIR names another place")
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard socket.utf8.count <= DemoFolder.socketPathByteCountMax else {
            throw DemoFailure(
                description: "\(socket) is too long for a socket's path; set TMPDIR to a shorter place")
        }
    }

    var state: String { "\(path)/state" }
    var socket: String { "\(path)/socket" }
    /// What the daemon says.
    var journal: String { "\(path)/sutured.log" }
    /// Read models that were made anew from the log.
    var rebuiltViews: String { "\(path)/rebuilt.db" }
}
