import Glibc

/// Where a daemon says that it is ready, as it says it to systemd (sd_notify(3)).
final class ReadySocket {
    let path: String
    private let socket: Int32

    init(path: String) throws {
        self.path = path
        socket = try UnixAddress.open(path, SOCK_DGRAM, bind)
    }

    deinit {
        close(socket)
        unlink(path)
    }

    /// Waits until the program is ready.
    /// - Throws: with what the program complained of, if it ends before.
    func wait(for program: ChildProgram) throws {
        var message = [UInt8](repeating: 0, count: 4096)
        while true {
            var polled = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            // Only so that its end is noticed.
            if poll(&polled, 1, 100) > 0 {
                let count = recv(socket, &message, message.count, 0)
                let text = String(decoding: message.prefix(max(0, count)), as: UTF8.self)
                if text.split(separator: "\n").contains("READY=1") { return }
            } else if let ending = program.ended() {
                throw BenchFailure("it ended with status \(ending.status): \(program.standardError)")
            }
        }
    }
}
