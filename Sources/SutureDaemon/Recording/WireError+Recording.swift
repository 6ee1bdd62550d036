import SutureDomain
import SutureInterface
import SutureSystem

extension WireError {
    /// Machinery broke meanwhile.
    init(_ error: any Error, in operation: String, hint: String) {
        self = .failed(operation: operation, message: ToldFailure(error).message, hint: hint)
    }

    /// - Parameter hint: what whoever asked can do, who is not told where the files are.
    init(_ failure: LogFailure, hint: String) {
        self = .failed(operation: failure.operation, message: failure.told, hint: hint)
    }

    /// What was thrown while a command was decided: a refusal, or machinery broke; nothing was recorded.
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
