import Foundation
import SutureTestSupport
import Synchronization
import Varlink

/// A server in a directory of its own, for the time of one test.
struct Fixture {
    let service: TestService
    let server: VarlinkServer
    let path: String
    let reports: Reports

    final class Reports: Sendable {
        let texts = Mutex<[String]>([])
    }

    func connect() throws -> RawConnection { try RawConnection(path) }

    /// Sends messages and returns as many replies.
    func ask(_ messages: String...) async throws -> [String?] {
        let connection = try connect()
        try await connection.send(bytes: messages.flatMap { Array($0.utf8) + [0] })
        return try await connection.receive(count: messages.count)
    }

    static func run(
        limits: VarlinkServer.Limits = VarlinkServer.Limits(), _ body: (Fixture) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { directory in
            let service = TestService()
            let reports = Reports()
            let path = directory + "/socket"
            let server = try await VarlinkServer.start(
                service.service(), at: .path(path, mode: 0o600), limits: limits
            ) { text, _ in reports.texts.withLock { $0.append(text) } }
            let result = await Result {
                try await body(Fixture(service: service, server: server, path: path, reports: reports))
            }
            await server.shutdown(within: .zero)
            try result.get()
        }
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}

func withTemporaryDirectory(_ body: (String) async throws -> Void) async throws {
    // A socket's path is short, so the name is.
    let directory = "/tmp/varlink-\(UInt32.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try await body(directory)
}
