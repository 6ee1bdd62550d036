import Testing
import Varlink

/// Mistakes of the program stop it.
@Suite struct PreconditionTests {
    private static func service(_ handlers: [String: VarlinkHandler]) throws -> VarlinkService {
        var service = VarlinkService(vendor: "", product: "", version: "", url: "") { _, _ in
            .permissionDenied
        }
        service.add(
            try VarlinkInterface(parsing: "interface org.example.test\nmethod Do() -> ()\n"),
            handlers: handlers)
        return service
    }

    /// Serves one call to `Do`, and returns when it is answered.
    private static func serveOnce(_ handler: VarlinkHandler) async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/socket"
            let server = try await VarlinkServer.start(service(["Do": handler]), at: .path(path, mode: 0o600))
            let client = try await VarlinkClient.connect(to: path)
            _ = try? await client.call("org.example.test.Do")
            _ = try? await client.call("org.example.test.Do")
            await server.shutdown(within: .zero)
        }
    }

    @Test func `a handler without a method`() async {
        await #expect(processExitsWith: .failure) {
            _ = try PreconditionTests.service(["Undo": .query { _ in [] }])
        }
    }

    @Test func `an interface that is added twice`() async {
        await #expect(processExitsWith: .failure) {
            var service = try PreconditionTests.service([:])
            service.add(try VarlinkInterface(parsing: "interface org.example.test"), handlers: [:])
        }
    }

    @Test func `a call that is answered once`() async {
        await #expect(processExitsWith: .success) {
            try await PreconditionTests.serveOnce(
                .pipelined { _, reply in
                    reply.succeed([])
                    return .accepted
                })
        }
    }

    @Test func `a call that is answered twice`() async {
        await #expect(processExitsWith: .failure) {
            try await PreconditionTests.serveOnce(
                .pipelined { _, reply in
                    reply.succeed([])
                    reply.succeed([])
                    return .accepted
                })
        }
    }
}
