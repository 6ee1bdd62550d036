import Glibc
import SutureInterface

/// A subscriber that looks at nothing but where each event ends: what the daemon can send.
enum Follower {
    private static let caughtUp = Array("{\"parameters\":{\"caughtUp\":true".utf8)
    private static let event = Array("{\"parameters\":{\"event\":{".utf8)

    /// Follows from the first event until it has caught up.
    /// - Returns: how many events came.
    static func run(socketPath: String) throws -> Int {
        let socket = try UnixAddress.connected(to: socketPath)
        defer { close(socket) }
        let call =
            Array("{\"method\":\"\(Method.follow)\",\"more\":true,\"parameters\":{\"start\":1}}".utf8)
            + [0]
        guard send(socket, call, call.count, Int32(MSG_NOSIGNAL)) == call.count else {
            throw BenchFailure(errno: errno, "send")
        }
        let frames = ReplyFrames()
        var (count, isDone, complaint) = (0, false, String?.none)
        while !isDone, complaint == nil {
            _ = try frames.receive(from: socket) { reply in
                if reply.starts(with: event) {
                    count += 1
                } else if reply.starts(with: caughtUp) {
                    isDone = true
                } else {
                    complaint = String(decoding: reply, as: UTF8.self)
                }
            }
        }
        if let complaint { throw BenchFailure("Follow: \(complaint)") }
        return count
    }
}
