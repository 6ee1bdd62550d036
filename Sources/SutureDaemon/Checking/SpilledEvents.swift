import Foundation
import Glibc
import SutureDomain
import SutureLog

/// Events in a file without a name, gone when nobody holds it: only where they stand is kept in memory.
final class SpilledEvents {
    /// It cannot be written or read.
    struct Failure: TellableError, CustomStringConvertible {
        let operation: String
        let cause: Int32
        var description: String { "cannot \(operation) a scratch file: \(String(cString: strerror(cause)))" }
    }

    private let descriptor: Int32
    /// Where each event begins, and where the last one ends.
    private var offsets: [Int] = [0]

    /// - Parameter directory: has to exist; the file is never seen in it.
    init(in directory: String) throws {
        let path = "\(directory)/scratch-check-\(UUID().uuidString)"
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Failure(operation: "make", cause: errno) }
        unlink(path)
    }

    deinit { close(descriptor) }

    var count: Int { offsets.count - 1 }

    /// Puts events at the end. After a failure the file is as it was.
    func append(_ events: [NewEvent]) throws {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        let start = offsets[count]
        for event in events {
            SpilledEvents.write(event, into: &bytes)
            ends.append(start + bytes.count)
        }
        try bytes.withUnsafeBytes { bytes in
            var written = 0
            while written < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
                let count = pwrite(descriptor, rest.baseAddress, rest.count, start + written)
                guard count > 0 || errno == EINTR else { throw Failure(operation: "write", cause: errno) }
                written += max(0, count)
            }
        }
        offsets += ends
    }

    /// The event at that place, from 0.
    func event(at index: Int) throws -> NewEvent {
        let range = offsets[index]..<offsets[index + 1]
        var bytes = [UInt8](repeating: 0, count: range.count)
        try bytes.withUnsafeMutableBytes { bytes in
            var read = 0
            while read < bytes.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[read...])
                let count = pread(descriptor, rest.baseAddress, rest.count, range.lowerBound + read)
                guard count > 0 || count < 0 && errno == EINTR else {
                    throw Failure(operation: "read", cause: count < 0 ? errno : EIO)
                }
                read += max(0, count)
            }
        }
        return SpilledEvents.event(bytes)
    }

    // MARK: The form in the file: eight columns, each behind its length, read by who has written it

    private static func write(_ event: NewEvent, into bytes: inout [UInt8]) {
        let texts = [
            event.stream.text, String(event.version.number), String(event.previous.number), event.type.text,
            String(event.schema), event.occurredOn.text,
        ]
        for column in texts.map({ Array($0.utf8) }) + [event.data, event.metadata] {
            withUnsafeBytes(of: UInt32(column.count)) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: column)
        }
    }

    private static func event(_ bytes: [UInt8]) -> NewEvent {
        var end = 0
        func column() -> ArraySlice<UInt8> {
            let count = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: end, as: UInt32.self) }
            let start = end + MemoryLayout<UInt32>.size
            end = start + Int(count)
            return bytes[start..<end]
        }
        func text() -> String { String(decoding: column(), as: UTF8.self) }
        func number() -> Int64 { Int64(text()) ?? 0 }
        return NewEvent(
            stream: StreamName(recorded: text()), version: StreamVersion(number()),
            previous: Position(number()), type: EventType(text()), schema: Int(number()),
            occurredOn: PartialDate(text()) ?? .unknown, data: Array(column()), metadata: Array(column()))
    }
}
