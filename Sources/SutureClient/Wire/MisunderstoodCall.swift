import SutureDomain
import SutureInterface
import SutureJSON
import Varlink

/// A call with a parameter that the daemon does not take. The reply names the parameter only; what is wrong
/// shows in what was sent and in the interface, which both sides have.
struct MisunderstoodCall: ExplainedError {
    /// What came over the wire.
    let error: VarlinkError
    /// Each names a parameter, and says what it should have been: all that is wrong with the call.
    let messages: [String]

    var lines: [String] { messages.map { "invalid parameter: \($0)" } }
}

extension MisunderstoodCall {
    /// - Parameter fieldsPath: what is told before the name of a field.
    /// - Returns: `nil` for any other error.
    init?(_ error: any Error, method: String, parameters: [UInt8], fieldsPath: String = "") {
        guard let error = error as? VarlinkError, error.kind == .invalidParameter,
            let path = error.parameters["parameter"]?.string, !path.isEmpty
        else { return nil }
        let sent = try? JSONValue(parsing: String(decoding: parameters, as: UTF8.self))
        let explanation = ShapeExplanation(of: method, sent ?? [:], fieldsPath: fieldsPath)
        self.init(error: error, messages: explanation.problems(including: path).map(\.message))
    }

    /// Of a correction, whose parameters do not say which command it is held to.
    func explained(asCorrectionOf command: any Command.Type, _ fields: JSONObject) -> MisunderstoodCall {
        guard let path = error.parameters["parameter"]?.string, path.hasPrefix(MisunderstoodCall.fieldsPath)
        else {
            return self
        }
        let explanation = ShapeExplanation(
            ofCommand: command.fullName, id: "X", fields: fields, context: nil,
            fieldsPath: MisunderstoodCall.fieldsPath)
        let field = String(path.dropFirst(MisunderstoodCall.fieldsPath.utf8.count))
        return MisunderstoodCall(
            error: error, messages: explanation.problems(including: field, isCorrection: true).map(\.message))
    }

    private static let fieldsPath = "fields."
}
