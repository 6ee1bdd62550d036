import SutureJSON

/// A reply as it came over the wire.
struct ReplyMessage {
    let result: Result<JSONView, any Error>
    let continues: Bool

    init(parsing message: [UInt8], depthMax: Int) throws(VarlinkClientError) {
        let root: JSONView
        do {
            root = try JSONDocument(parsing: message, depthMax: depthMax).root
        } catch {
            throw .unintelligible("\(error)")
        }
        guard root.kind == .object, let parameters = try ReplyMessage.parameters(of: root) else {
            throw .unintelligible("a reply is no object with parameters")
        }
        if let error = root["error"], !error.isNull {
            guard let name = error.string else { throw .unintelligible("an error without a name") }
            result = .failure(VarlinkError(name, JSONObject(parameters)))
            continues = false
        } else {
            result = .success(parameters)
            continues = root["continues"]?.bool ?? false
        }
    }

    /// Others leave out parameters that are empty.
    private static func parameters(of root: JSONView) throws(VarlinkClientError) -> JSONView? {
        if let parameters = root["parameters"], !parameters.isNull {
            return parameters.kind == .object ? parameters : nil
        }
        return try? JSONDocument(parsing: "{}").root
    }
}
