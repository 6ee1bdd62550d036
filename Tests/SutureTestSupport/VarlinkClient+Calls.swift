package import SutureJSON
package import Testing
package import Varlink

/// Calls as tests write them: methods without `org.suture.` in front, parameters and replies as values.
extension VarlinkClient {
    @discardableResult
    package func ask(_ method: String, _ parameters: JSONValue = [:]) async throws -> JSONValue {
        do {
            let reply = JSONValue(try await call("org.suture.\(method)", parameters.bytes))
            if method == "Service.Status" { VarlinkClient.requireTellable(reply, method) }
            return reply
        } catch let error as VarlinkError {
            VarlinkClient.requireTellable(.object(error.parameters), method)
            throw error
        }
    }

    /// Whatever breaks, nobody is told statements, names of tables, and where the daemon's files are. What
    /// records say is not looked at, nor what is wrong in the configuration, whose file is named.
    private static func requireTellable(_ answer: JSONValue, _ method: String) {
        guard method != "Service.Reload" else { return }
        let text = String(decoding: answer.bytes, as: UTF8.self)
        #expect(
            !text.contains(
                /\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|PRAGMA|BEGIN|COMMIT)\b|no such (table|column)|sqlite_|GRDB|\/state\/|\/tmp\/sutured-/
            ), "\(method): \(text)")
    }

    /// Records one command; its receipt.
    @discardableResult
    package func record(
        _ method: String, _ parameters: JSONValue, context: JSONValue? = nil
    ) async throws -> JSONValue {
        var members = parameters.object ?? [:]
        members["context"] = context
        return try await ask(method, .object(members))["receipt"] ?? .null
    }

    /// The error that a call is answered with.
    package func error(
        of method: String, _ parameters: JSONValue = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> VarlinkError? {
        do {
            let reply = try await ask(method, parameters)
            Issue.record("answered: \(reply)", sourceLocation: sourceLocation)
            return nil
        } catch let error as VarlinkError {
            return error
        }
    }

    /// The position of the log's last event.
    package func head() async throws -> Int64 {
        try #require(try await ask("Service.Status")["position"]?.int64)
    }
}

extension VarlinkError {
    /// Without its interface (`Refused`).
    package var shortName: String { name.split(separator: ".").last.map(String.init) ?? "" }
    package subscript(parameter: String) -> JSONValue? { parameters[parameter] }
}
