import SutureInterface
import SutureJSON
import SutureVarlink

/// A call with a parameter that the daemon does not take. The reply names the parameter only; what is wrong with it shows in
/// what was sent and in the interface, which both sides have.
struct MisunderstoodCall: Error {
    /// What came over the wire.
    let error: VarlinkError
    /// Names the parameter, and says what it should have been.
    let message: String

    /// - Returns: `nil` for any other error.
    init?(_ error: any Error, method: String, parameters: [UInt8]) {
        guard let error = error as? VarlinkError, error.name == VarlinkError.invalidParameter("").name,
            let path = error.parameters["parameter"]?.string, !path.isEmpty
        else { return nil }
        self.error = error
        let sent = try? JSONValue(parsing: String(decoding: parameters, as: UTF8.self))
        message = ShapeExplanation(of: method, sent ?? [:]).message(path)
    }
}
