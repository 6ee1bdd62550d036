import SutureDomain
import SutureInterface

extension WireError {
    /// Machinery broke meanwhile.
    init(_ error: any Error, in operation: String, hint: String) {
        self = .failed(operation: operation, message: ToldFailure(error).message, hint: hint)
    }

    /// What was thrown while a command was decided: it was refused, or else machinery broke, and nothing was recorded.
    init(deciding error: any Error) {
        self =
            switch error {
            case let known as WireError: known
            case let refusal as Refusal: .refused(refusal)
            case Rejection.refused(let refusal): .refused(refusal)
            case Rejection.notFound(let stream): .notFound(stream)
            case let mismatch as LogMismatch: .readOnly(reason: mismatch.description)
            default: .init(error, in: "decide", hint: WireError.nothingRecordedHint)
            }
    }

    /// Runs what decides: whatever it throws says why nothing is recorded.
    static func deciding<Value>(_ body: () throws -> Value) throws(WireError) -> Value {
        do {
            return try body()
        } catch {
            throw WireError(deciding: error)
        }
    }
}
