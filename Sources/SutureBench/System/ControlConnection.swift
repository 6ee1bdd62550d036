import Glibc
import SutureInterface
import SutureJSON

/// A connection for one call after the other, beside those that are measured.
final class ControlConnection {
    private let socket: Int32
    private let frames = ReplyFrames()

    init(path: String) throws { socket = try UnixAddress.connected(to: path) }

    deinit { close(socket) }

    /// - Parameter parameters: a JSON object.
    /// - Returns: the reply's parameters.
    func call(_ method: String, _ parameters: String = "{}") throws -> JSONValue {
        let message = Array("{\"method\":\"\(method)\",\"parameters\":\(parameters)}".utf8) + [0]
        guard Glibc.send(socket, message, message.count, Int32(MSG_NOSIGNAL)) == message.count else {
            throw BenchFailure(errno: errno, "send")
        }
        var reply: [UInt8] = []
        while reply.isEmpty { _ = try frames.receive(from: socket) { reply = Array($0) } }
        let root = try JSONDocument(parsing: reply).root
        guard root["error"] == nil, let result = root["parameters"] else {
            throw BenchFailure("\(method): \(String(decoding: reply, as: UTF8.self))")
        }
        return JSONValue(result)
    }

    /// Where the log ends, and how far the read models follow it.
    func status() throws -> (position: Int, projectedPosition: Int) {
        let status = try call(Method.status)
        guard let position = status["position"]?.int64, let projected = status["projectedPosition"]?.int64
        else { throw BenchFailure("the daemon's status has no positions") }
        return (Int(position), Int(projected))
    }
}
