package import SutureJSON
package import SutureVarlink
package import Testing

/// Calls as tests write them: methods without `org.suture.` in front, parameters and replies as values.
extension VarlinkClient {
    @discardableResult
    package func ask(_ method: String, _ parameters: JSONValue = [:]) async throws -> JSONValue {
        JSONValue(try await call("org.suture.\(method)", parameters.bytes))
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
