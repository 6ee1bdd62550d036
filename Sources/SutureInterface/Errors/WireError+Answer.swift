package import SutureJSON
package import Varlink

/// How an error goes over the wire: alone, and within a batch.
extension WireError {
    /// As a call of one of the interface's methods is answered.
    package func answer(of interface: String) -> VarlinkError {
        let said = said
        guard !said.kind.isOfProtocol else {
            return VarlinkError(said.kind.name(in: interface), said.facts)
        }
        var parameters: JSONObject = ["message": .string(said.message)]
        for fact in said.facts { parameters[fact.key] = fact.value }
        return VarlinkError(said.kind.name(in: interface), parameters)
    }

    /// What is told of one command of many: a `BatchRefusal` for each thing that is wrong with it.
    /// - Parameter index: the command's place.
    package func refusals(at index: Int) -> [JSONObject] {
        if case .misunderstood(let problems) = self {
            return problems.map { WireError.misunderstood([$0]).refusal(at: index) }
        }
        return [refusal(at: index)]
    }

    private func refusal(at index: Int) -> JSONObject {
        let said = said
        var entry: JSONObject = [
            "index": .integer(Int64(index)), "rule": said.facts["rule"] ?? .string(said.kind.code),
        ]
        if let field = said.field { entry["field"] = .string(field) }
        entry["message"] = .string(said.message)
        return entry
    }

    /// Behind so many bytes only the first thing is told that is wrong with a command.
    private static let refusalByteCountMax = 4 * 1024 * 1024

    static func entries(of refusals: [(index: Int, error: WireError)]) -> [JSONValue] {
        var byteCount = 0
        return refusals.flatMap { index, error in
            let all = error.refusals(at: index)
            return all.prefix(byteCount < refusalByteCountMax ? all.count : 1).map { refusal in
                let refusal = JSONValue.object(refusal)
                byteCount += refusal.bytes.count
                return refusal
            }
        }
    }
}

extension VarlinkError {
    /// Which of the errors that Suture answers it is; `nil` for one that it does not know.
    package var kind: WireError.Kind? {
        guard let point = name.lastIndex(of: "."),
            let kind = WireError.Kind(rawValue: String(name[name.index(after: point)...])),
            kind.isOfProtocol || name.hasPrefix(InterfaceName.prefix),
            name == kind.name(in: String(name[..<point]))
        else { return nil }
        return kind
    }
}
