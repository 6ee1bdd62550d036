import Foundation

/// A stream to which the client writes, and what it knows of who reads there.
struct Output: Sendable {
    static let standard = Output(descriptor: STDOUT_FILENO)
    static let error = Output(descriptor: STDERR_FILENO)

    private let descriptor: Int32

    init(descriptor: Int32) { self.descriptor = descriptor }

    func line(_ text: String) throws { try write(text + "\n") }

    /// At once and whole.
    /// - Throws: ``OutputClosed`` once nobody reads any more.
    func write(_ text: String) throws {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                bytes = bytes.dropFirst(count)
            } else if errno == EPIPE {
                throw OutputClosed()
            } else if errno != EINTR {
                throw POSIXError(POSIXError.Code(rawValue: errno) ?? .EIO)
            }
        }
    }

    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// The columns of the terminal; `nil` if there is none.
    var width: Int? {
        guard isTerminal else { return nil }
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}

/// Nobody reads what the client writes: `suture list trial | head` ends in peace.
struct OutputClosed: Error {}
