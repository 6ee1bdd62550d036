import SutureJSON
import SutureVarlink

/// Sends the commands of many lines without waiting for each reply, and hands the results over in the lines' order.
struct Pipeline {
    /// One line's result.
    struct Answer: Sendable {
        let line: Int
        let result: Result<JSONView, any Error>
    }

    /// How many commands may be on their way; what waits in the daemon's queue is bounded by it.
    static let windowCountMax = 512

    let daemon: Daemon

    /// - Parameter report: called for each line that is not empty, in order, as soon as its result is known.
    func run(_ lines: LineReader, report: (Answer) throws -> Void) async throws {
        let (permits, permission) = AsyncStream<Void>.makeStream()
        for _ in 0..<Pipeline.windowCountMax { permission.yield() }
        let (answers, sent) = AsyncThrowingStream<(Int, Promise<Result<JSONView, any Error>>), any Error>
            .makeStream()
        let sender = Task {
            do {
                var permits = permits.makeAsyncIterator()
                while let line = try await lines.next() {
                    if line.isBlank { continue }
                    // None comes once the run was stopped: then nothing more is sent.
                    guard await permits.next() != nil else { break }
                    sent.yield((line.number, send(line)))
                }
                sent.finish()
            } catch {
                sent.finish(throwing: error)
            }
        }
        defer { sender.cancel() }
        for try await (line, promise) in answers {
            try report(Answer(line: line, result: await promise.value))
            permission.yield()
        }
    }

    private func send(_ line: LineReader.Line) -> Promise<Result<JSONView, any Error>> {
        do {
            guard let bytes = line.bytes else {
                throw UsageError(message: "longer than \(LineReader.lineByteCountMax) bytes")
            }
            let entry = try CommandEntry(parsing: bytes)
            let promise = Promise<Result<JSONView, any Error>>()
            daemon.client.call(entry.method, entry.parameters) { promise.keep($0) }
            return promise
        } catch {
            return Promise(.failure(error))
        }
    }
}

extension LineReader.Line {
    fileprivate var isBlank: Bool {
        bytes.map { $0.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } } ?? false
    }
}
