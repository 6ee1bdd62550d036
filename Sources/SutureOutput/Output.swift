import Glibc

/// Where a program writes to whoever started it, and what it knows of who reads there.
///
/// Nothing that happens to the stream ends the program: its reader may be gone, the disk full, the stream
/// closed from the beginning.
package struct Output: Sendable {
    package static let standard = Output(descriptor: STDOUT_FILENO)
    package static let error = Output(descriptor: STDERR_FILENO)

    private let descriptor: Int32

    package init(descriptor: Int32) { self.descriptor = descriptor }

    /// To be called before anything else: whoever stops reading ends no program by a signal, and no file gets
    /// the number of a standard stream that the program was started without.
    package static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
            // A file gets the lowest number that is free, which is this one.
            _ = open("/dev/null", O_RDWR)
        }
    }

    package func line(_ text: String) throws { try write(text + "\n") }

    /// A line for an operator. There is nobody to tell that it could not be told.
    package func complain(_ text: String) { try? line(text) }

    /// At once and whole.
    /// - Throws: ``OutputClosed`` once nobody reads any more, ``OutputFailed`` for any other cause.
    package func write(_ text: String) throws { try write(Array(text.utf8)) }

    /// At once and whole.
    /// - Throws: ``OutputClosed`` once nobody reads any more, ``OutputFailed`` for any other cause.
    package func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
                continue
            }
            switch errno {
            case EINTR: continue
            // Whoever shares the terminal may have made it one that does not wait.
            case EAGAIN: waitForRoom()
            case EPIPE: throw OutputClosed()
            default: throw OutputFailed(cause: String(cString: strerror(errno)))
            }
        }
    }

    package var isTerminal: Bool { isatty(descriptor) == 1 }

    /// The columns of the terminal; `nil` if there is none.
    package var width: Int? {
        guard isTerminal else { return nil }
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    private func waitForRoom() {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&wanted, 1, -1)
    }
}

/// Nobody reads what a program writes: `suture list trial | head` ends in peace.
package struct OutputClosed: Error {}

/// The question was not answered: what was found could not be written.
package struct OutputFailed: Error, CustomStringConvertible {
    /// In the words of the operating system.
    package let cause: String

    package var description: String { "the answer cannot be written: \(cause)" }
}
