import Glibc
import SutureProgram

/// What the disk takes for one durable write, whatever the database: a page with its header is overwritten in
/// a long file, and synced.
enum SyncProbe {
    /// A page of SQLite's write-ahead log.
    static let writeByteCount = 4096 + 24
    static let fileByteCount = 16 * 1024 * 1024

    /// - Returns: the median, in microseconds.
    static func run(count: Int = 1_000, parent: String) throws -> Double {
        let scratch = try ScratchFolder(in: parent)
        let file = open(scratch.file("sync"), O_RDWR | O_CREAT, 0o600)
        guard file >= 0 else { throw BenchFailure(errno: errno, "make a file") }
        defer { close(file) }
        let zeros = [UInt8](repeating: 0, count: fileByteCount)
        guard pwrite(file, zeros, zeros.count, 0) == zeros.count, fsync(file) == 0 else {
            throw BenchFailure(errno: errno, "write a file")
        }
        let page = [UInt8](repeating: 1, count: writeByteCount)
        var times: [Double] = []
        for number in 0..<count {
            let began = KernelTime.now()
            let offset = number * writeByteCount % (fileByteCount - writeByteCount)
            guard pwrite(file, page, page.count, offset) == page.count, fdatasync(file) == 0 else {
                throw BenchFailure(errno: errno, "sync a file")
            }
            times.append(Double(KernelTime.now() - began) / 1000)
        }
        return FigureText.median(times)
    }
}
