import SutureDomain
import SutureInterface
import SutureJSON
import Varlink

/// A call with a parameter that the daemon does not take. The reply names the parameter only; what is wrong with it shows in
/// what was sent and in the interface, which both sides have.
struct MisunderstoodCall: Error {
    /// What came over the wire.
    let error: VarlinkError
    /// Each names a parameter, and says what it should have been: all that is wrong with the call.
    let messages: [String]

    /// - Parameter fieldsPath: what is told before the name of a field.
    /// - Returns: `nil` for any other error.
    init?(_ error: any Error, method: String, parameters: [UInt8], fieldsPath: String = "") {
        guard let error = error as? VarlinkError, error.kind == .invalidParameter,
            let path = error.parameters["parameter"]?.string, !path.isEmpty
        else { return nil }
        self.error = error
        let sent = try? JSONValue(parsing: String(decoding: parameters, as: UTF8.self))
        messages = ShapeExplanation(of: method, sent ?? [:], fieldsPath: fieldsPath).problems(including: path)
            .map(\.message)
    }

    private init(_ error: VarlinkError, _ messages: [String]) {
        self.error = error
        self.messages = messages
    }

    /// Of a correction, whose parameters do not say which command it is held to.
    func explained(asCorrectionOf command: any Command.Type, _ call: RevisionCall) -> MisunderstoodCall {
        guard let path = error.parameters["parameter"]?.string, path.hasPrefix(MisunderstoodCall.fieldsPath)
        else {
            return self
        }
        let explanation = ShapeExplanation(
            ofCommand: command.fullName, id: "X", fields: call.fields ?? [:], context: nil,
            fieldsPath: MisunderstoodCall.fieldsPath)
        let field = String(path.dropFirst(MisunderstoodCall.fieldsPath.utf8.count))
        return MisunderstoodCall(
            error, explanation.problems(including: field, isCorrection: true).map(\.message))
    }

    private static let fieldsPath = "fields."
}
