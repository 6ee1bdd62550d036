import SutureDomain
import SutureJSON
import SutureVarlink

/// Says a recording error in the words of the wire, as an error of the interface whose method was called.
extension VarlinkError {
    init(_ error: RecordingError, interface: String) {
        let name = { (name: String) in "\(interface).\(name)" }
        switch error {
        case .refused(let refusal):
            var parameters: JSONObject = [
                "message": .string(refusal.message), "rule": .string(refusal.rule.rawValue),
            ]
            if let field = refusal.field { parameters["field"] = .string(field) }
            if let record = refusal.record { parameters["record"] = .string(record.text) }
            if !refusal.events.isEmpty {
                parameters["details"] = ["events": .array(refusal.events.map(VarlinkError.mention))]
            }
            self.init(name("Refused"), parameters)
        case .notToBeSaid(let objection): self = .invalidParameter(objection.field)
        case .notFound(let stream):
            self.init(
                name("NotFound"), ["message": .string(error.message), "record": .string(stream.text)])
        case .notOwnEvent: self = .permissionDenied
        case .conflict(let stream, let expected, let actual):
            self.init(
                name("Conflict"),
                [
                    "message": .string(error.message), "record": .string(stream.text),
                    "expected": .integer(expected.number), "actual": .integer(actual.number),
                ])
        case .commandReused(let id, let position):
            self.init(
                name("CommandReused"),
                [
                    "message": .string(error.message), "commandId": .string(id),
                    "position": .integer(position.number),
                ])
        case .batchRefused(let refusals):
            self = RefusedBatch(refusals).error("cannot be recorded, so none was")
        case .readOnly(let reason):
            self.init(name("ReadOnly"), ["message": .string(error.message), "reason": .string(reason)])
        case .failed(let operation, let message, let hint):
            self.init(
                name("Failed"),
                ["message": .string(message), "operation": .string(operation), "hint": .string(hint)])
        }
    }

    private static func mention(_ event: EventMention) -> JSONValue {
        [
            "position": .integer(event.position.number), "stream": .string(event.stream.text),
            "type": .string(event.type.text),
        ]
    }

    /// One entry of a `BatchRefused`.
    static func batchRefusal(_ index: Int, _ error: RecordingError) -> JSONObject {
        var entry: JSONObject = ["index": .integer(Int64(index))]
        switch error {
        case .refused(let refusal):
            entry["rule"] = .string(refusal.rule.rawValue)
            if let field = refusal.field { entry["field"] = .string(field) }
        case .notToBeSaid(let objection):
            entry["rule"] = "invalid-parameter"
            entry["field"] = .string(objection.field)
        case .notFound:
            entry["rule"] = .string(Rule.notFound.rawValue)
            entry["field"] = "id"
        case .notOwnEvent: entry["rule"] = "permission-denied"
        case .conflict: entry["rule"] = "conflict"
        case .commandReused: entry["rule"] = "command-reused"
        case .batchRefused, .readOnly, .failed: entry["rule"] = "failed"
        }
        entry["message"] = .string(error.message)
        return entry
    }
}

extension RecordingError {
    /// A sentence that a person can act on.
    var message: String {
        switch self {
        case .refused(let refusal): refusal.message
        case .notToBeSaid(let objection): "\(objection)."
        case .notFound(let stream): "There is no \(stream)."
        case .notOwnEvent(let position):
            "The event at position \(position) is another's: to void or correct it needs a steward."
        case .conflict(let stream, let expected, let actual):
            "\(stream) is at version \(actual), not at \(expected): read it again before you decide."
        case .commandReused(let id, .zero): "The command id \(id) stands for another command before it."
        case .commandReused(let id, let position):
            "The command id \(id) stands for another command, recorded at position \(position)."
        case .batchRefused(let refusals):
            "\(refusals.count) of the batch's commands cannot be recorded, so none was."
        case .readOnly(let reason): "Nothing can be recorded at present: \(reason)".asSentence
        case .failed(_, let message, _): message
        }
    }
}
