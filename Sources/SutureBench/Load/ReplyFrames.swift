import Glibc
import SutureJSON

/// Finds whole replies in what a connection receives: JSON, ended by a NUL byte.
///
/// Plain memory and `memchr`: every microsecond that this takes is one that the daemon lacks on a small
/// machine.
final class ReplyFrames {
    /// With the NUL byte behind it.
    static let byteCountMax = WireLimits.messageByteCountMax + 1
    private static let byteCountAtFirst = 64 * 1024

    private var memory = UnsafeMutableRawPointer.allocate(
        byteCount: ReplyFrames.byteCountAtFirst, alignment: 16)
    private var byteCount = ReplyFrames.byteCountAtFirst
    /// How much of it was received and belongs to a reply that is not complete.
    private var heldByteCount = 0

    deinit { memory.deallocate() }

    /// Receives once and hands on every reply that is complete, without its NUL byte.
    /// - Returns: how many those were.
    /// - Throws: if the connection is closed or broken, or a reply is larger than the wire allows.
    func receive(from socket: Int32, _ body: (UnsafeRawBufferPointer) -> Void) throws -> Int {
        if heldByteCount == byteCount { try grow() }
        let count = recv(socket, memory + heldByteCount, byteCount - heldByteCount, 0)
        guard count > 0 else {
            if count < 0, errno == EAGAIN || errno == EINTR { return 0 }
            throw count == 0
                ? BenchFailure("the daemon closed the connection") : BenchFailure(errno: errno, "receive")
        }
        return handOn(searched: heldByteCount, received: heldByteCount + count, body)
    }

    private func handOn(
        searched: Int, received: Int, _ body: (UnsafeRawBufferPointer) -> Void
    ) -> Int {
        let base = UnsafeRawPointer(memory)
        var (start, searched, count) = (0, searched, 0)
        while let end = memchr(base + searched, 0, received - searched) {
            let next = UnsafeRawPointer(end) - base
            body(UnsafeRawBufferPointer(start: base + start, count: next - start))
            (start, searched, count) = (next + 1, next + 1, count + 1)
        }
        heldByteCount = received - start
        if start > 0, heldByteCount > 0 { memmove(memory, base + start, heldByteCount) }
        return count
    }

    private func grow() throws {
        guard byteCount < ReplyFrames.byteCountMax else {
            throw BenchFailure("a reply is larger than \(ReplyFrames.byteCountMax) bytes")
        }
        let larger = UnsafeMutableRawPointer.allocate(byteCount: byteCount * 2, alignment: 16)
        larger.copyMemory(from: memory, byteCount: heldByteCount)
        memory.deallocate()
        memory = larger
        byteCount *= 2
    }
}
