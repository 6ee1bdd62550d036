import SutureInterface
import SutureJSON
import Varlink

/// Sends commands without waiting for each reply, and hands the results over in the commands' order.
struct Pipeline {
    /// What is to be sent, or why nothing can be.
    struct Request: Sendable {
        /// Where it stands in its file, from 1.
        let line: Int
        let entry: Result<CommandEntry, any Error>
    }

    /// One command's result.
    struct Answer: Sendable {
        let line: Int
        let result: Result<JSONView, any Error>
    }

    /// How many commands may be on their way; what waits in the daemon's queue is bounded by it.
    static let windowCountMax = 512

    let daemon: Daemon
    var windowCount = Pipeline.windowCountMax

    /// - Parameter report: called for each request, in order, as soon as its result is known.
    func run<Requests: AsyncSequence & Sendable>(
        _ requests: Requests, report: (Answer) throws -> Void
    ) async throws where Requests.Element == Request {
        let (permits, permission) = AsyncStream<Void>.makeStream()
        for _ in 0..<windowCount { permission.yield() }
        let (answers, sent) = AsyncThrowingStream<(Request, Promise<Result<JSONView, any Error>>), any Error>
            .makeStream()
        let sender = Task {
            do {
                var permits = permits.makeAsyncIterator()
                for try await request in requests {
                    // None comes once the run was stopped: then nothing more is sent.
                    guard await permits.next() != nil else { break }
                    sent.yield((request, send(request.entry)))
                }
                sent.finish()
            } catch {
                sent.finish(throwing: error)
            }
        }
        defer { sender.cancel() }
        for try await (request, promise) in answers {
            try report(Answer(line: request.line, result: await explained(promise.value, of: request)))
            permission.yield()
        }
    }

    private func send(_ entry: Result<CommandEntry, any Error>) -> Promise<Result<JSONView, any Error>> {
        switch entry {
        case .success(let entry):
            let promise = Promise<Result<JSONView, any Error>>()
            daemon.client.call(entry.method, entry.parameters) { promise.keep($0.mapError { $0 }) }
            return promise
        case .failure(let error): return Promise(.failure(error))
        }
    }

    private func explained(
        _ result: Result<JSONView, any Error>, of request: Request
    ) async -> Result<JSONView, any Error> {
        guard case .failure(let error) = result, case .success(let entry) = request.entry else {
            return result
        }
        return .failure(
            await daemon.explained(
                error, method: entry.method, parameters: entry.parameters, fieldsPath: entry.fieldsPath))
    }
}

// MARK: Lines

extension Pipeline {
    /// Sends the command of every line that is not empty.
    func run(_ lines: LineReader, report: (Answer) throws -> Void) async throws {
        let requests = AsyncThrowingStream<Request, any Error> {
            while let line = try await lines.next() {
                if !line.isBlank { return Request(line: line.number, entry: line.entry) }
            }
            return nil
        }
        try await run(requests, report: report)
    }
}

extension LineReader.Line {
    fileprivate var isBlank: Bool {
        bytes.map { $0.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } } ?? false
    }

    fileprivate var entry: Result<CommandEntry, any Error> {
        Result {
            guard let bytes else {
                throw UsageError("longer than \(WireLimits.messageByteCountMax) bytes")
            }
            return try CommandEntry(parsing: bytes)
        }
    }
}

extension Pipeline {
    /// Sends commands that are at hand, and hands each one's result over, in order.
    func run(
        _ calls: [CommandCall], report: (CommandCall, Result<JSONView, any Error>) throws -> Void
    ) async throws {
        let requests = AsyncStream<Request> { stream in
            for (index, call) in calls.enumerated() {
                stream.yield(Request(line: index + 1, entry: Result { try CommandEntry(call) }))
            }
            stream.finish()
        }
        try await run(requests) { answer in try report(calls[answer.line - 1], answer.result) }
    }
}
