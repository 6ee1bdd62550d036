import Glibc
import NIOCore

/// Cuts the bytes of a connection into messages, each of which ends with a NUL byte.
struct MessageFramer {
    struct MessageTooLong: Error {}

    /// Without the NUL byte.
    let byteCountMax: Int
    private var buffer = ByteBuffer()
    /// How many of the bytes at the front are known to hold no NUL byte.
    private var searchedByteCount = 0

    init(byteCountMax: Int) { self.byteCountMax = byteCountMax }

    mutating func append(_ bytes: inout ByteBuffer) {
        if buffer.readableBytes == 0 {
            buffer = bytes
        } else {
            buffer.discardReadBytes()
            buffer.writeBuffer(&bytes)
        }
    }

    /// The next message without its NUL byte; `nil` until all of it is there.
    mutating func next() throws(MessageTooLong) -> [UInt8]? {
        let found = search()
        guard searchedByteCount <= byteCountMax else { throw MessageTooLong() }
        guard found else { return nil }
        let message = buffer.readBytes(length: searchedByteCount)
        buffer.moveReaderIndex(forwardBy: 1)
        searchedByteCount = 0
        return message
    }

    /// Whether `next` has something to say, be it an error.
    mutating func hasNext() -> Bool { search() || searchedByteCount > byteCountMax }

    /// Forgets what has come so far.
    mutating func clear() {
        buffer.clear()
        searchedByteCount = 0
    }

    /// Whether there is a NUL byte; if so it stands behind the bytes searched.
    private mutating func search() -> Bool {
        let start = searchedByteCount
        // memchr, because every byte that comes in passes here.
        let position: Int? = buffer.withUnsafeReadableBytes { bytes in
            guard bytes.count > start, let base = bytes.baseAddress,
                let found = memchr(base + start, 0, bytes.count - start)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
        searchedByteCount = position ?? buffer.readableBytes
        return position != nil
    }
}
