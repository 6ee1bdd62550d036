import SutureInterface
import SutureJSON
import SutureTestSupport
import Synchronization
import Testing
import Varlink

/// A client that takes no reply and no error which is not exactly as the interface declares it.
final class CheckedClient: Sendable {
    private let client: VarlinkClient
    private let called = Mutex<Set<String>>([])

    init(_ client: VarlinkClient) { self.client = client }

    /// The methods that were answered, as `Records.List`.
    var calledMethods: Set<String> { called.withLock { $0 } }

    @discardableResult
    func ask(
        _ method: String, _ parameters: JSONValue = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSONView {
        let (shape, declared) = try declaration(of: method)
        let reply = try await client.call("org.suture.\(method)", parameters.bytes)
        #expect(shape.faults(ofReply: reply, to: declared) == [], sourceLocation: sourceLocation)
        called.withLock { _ = $0.insert(method) }
        return reply
    }

    /// The first replies of a streaming call; then the connection is closed.
    func follow(
        _ method: String, _ parameters: JSONValue, count: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> [JSONView] {
        let (shape, declared) = try declaration(of: method)
        var replies: [JSONView] = []
        for try await reply in client.stream("org.suture.\(method)", parameters.bytes) {
            #expect(shape.faults(ofReply: reply, to: declared) == [], sourceLocation: sourceLocation)
            replies.append(reply)
            if replies.count == count { break }
        }
        called.withLock { _ = $0.insert(method) }
        return replies
    }

    /// The name of the error that a call is answered with.
    func error(
        of method: String, _ parameters: JSONValue = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let (shape, _) = try declaration(of: method)
        guard let error = try await client.error(of: method, parameters, sourceLocation: sourceLocation)
        else {
            return ""
        }
        #expect(try shape.faults(of: error) == [], sourceLocation: sourceLocation)
        #expect(!error.name.hasPrefix("org.suture.") || error["message"]?.string?.isEmpty == false)
        return error.shortName
    }

    private func declaration(of method: String) throws -> (WireShape, VarlinkMethod) {
        let parts = method.split(separator: ".").map(String.init)
        let interface = VarlinkInterface.named("org.suture.\(parts[0])")
        return (WireShape(interface), try #require(interface.method(parts[1])))
    }
}
