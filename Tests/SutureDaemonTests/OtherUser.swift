import Foundation
import SutureJSON
import SutureTestSupport

/// A client that runs as the account nobody, to which no file of the daemon belongs.
struct OtherUser {
    static let id = 65_534
    private let daemon: RunningDaemon

    /// Skips the test where this account may not become another.
    init(_ daemon: RunningDaemon) throws {
        try require(getuid() == 0, "only root can be a client of another account")
        self.daemon = daemon
    }

    /// Sends one call and returns the reply as it came.
    /// - Parameter groups: supplementary ones.
    func call(_ method: String, _ parameters: String = "{}", groups: [Int] = []) async throws -> JSONValue {
        let script = """
            import socket, sys
            connection = socket.socket(socket.AF_UNIX)
            connection.connect(sys.argv[1])
            connection.sendall(('{"method":"%s","parameters":%s}' % tuple(sys.argv[2:4])).encode() + b"\\0")
            reply = b""
            while not reply.endswith(b"\\0"):
                reply += connection.recv(65536)
            print(reply[:-1].decode())
            """
        let groupArguments =
            groups.isEmpty
            ? ["--clear-groups"] : ["--groups", groups.map(String.init).joined(separator: ",")]
        let process = try ChildProcess(
            "/usr/bin/setpriv",
            ["--reuid", "\(OtherUser.id)", "--regid", "\(OtherUser.id)"] + groupArguments
                + ["/usr/bin/python3", "-c", script, daemon.socketPath, method, parameters],
            outputPath: "\(daemon.directory)/other-\(UInt32.random(in: 0 ... .max))")
        guard await process.exit() == .status(0) else { throw Failed(standardError: process.standardError) }
        return try JSONValue(parsing: process.standardOutput.trimmingCharacters(in: .newlines))
    }

    /// What the daemon says this account may do; `nil` if not even that.
    func role(groups: [Int] = []) async throws -> String? {
        try await call("org.suture.Service.Status", groups: groups)["parameters"]?["role"]?.string
    }

    private struct Failed: Error { let standardError: String }
}
