import Dispatch
import Foundation
import SutureJSON

/// Reads lines from a file or a pipe as they come, off the threads on which the rest of the client runs.
final class LineReader: Sendable {
    struct Line: Sendable, Equatable {
        /// From 1.
        let number: Int
        /// Without line end and byte order mark; `nil` if the line is too long to be a message.
        let bytes: [UInt8]?
    }

    private static let chunkByteCount = 64 * 1024

    private let queue = DispatchQueue(label: "suture.lines")
    private let state: State

    init(_ file: FileHandle) { state = State(file: file) }

    /// How many lines a file has; `nil` if it is none that can be read twice.
    static func lineCount(of file: FileHandle) throws -> Int? {
        var status = stat()
        guard fstat(file.fileDescriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        var count = 0
        while let chunk = try file.read(upToCount: chunkByteCount), !chunk.isEmpty {
            count += chunk.count { $0 == UInt8(ascii: "\n") }
        }
        return count
    }

    /// `nil` at the end.
    func next() async throws -> Line? {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.state.next() }) }
        }
    }

    /// Touched on the queue only, one call after another, hence unchecked.
    private final class State: @unchecked Sendable {
        /// Kept, since a handle that is let go closes its file.
        private let file: FileHandle
        private var buffer: ArraySlice<UInt8> = []
        private var number = 0
        private var isAtEnd = false

        init(file: FileHandle) { self.file = file }

        func next() throws -> Line? {
            if isAtEnd, buffer.isEmpty { return nil }
            var line: [UInt8] = []
            var isTooLong = false
            while true {
                let end = buffer.firstIndex(of: UInt8(ascii: "\n"))
                let piece = buffer[..<(end ?? buffer.endIndex)]
                isTooLong = isTooLong || line.count + piece.count > WireLimits.messageByteCountMax
                if !isTooLong { line += piece }
                buffer = end.map { buffer[($0 + 1)...] } ?? []
                if end != nil || isAtEnd { break }
                try fill()
                if isAtEnd, line.isEmpty, !isTooLong { return nil }
            }
            number += 1
            if number == 1, let mark = ByteOrderMark(beginning: line) { line.removeFirst(mark.bytes.count) }
            return Line(number: number, bytes: isTooLong ? nil : line)
        }

        private func fill() throws {
            var chunk = [UInt8](repeating: 0, count: LineReader.chunkByteCount)
            let count = chunk.withUnsafeMutableBytes { read(file.fileDescriptor, $0.baseAddress, $0.count) }
            guard count >= 0 else {
                if errno == EINTR { return }
                throw POSIXError(POSIXError.Code(rawValue: errno) ?? .EIO)
            }
            isAtEnd = count == 0
            buffer = chunk[..<count]
        }
    }
}
