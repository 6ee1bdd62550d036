import SutureDomain
import SutureInterface

/// Why a submission was not recorded.
typealias RecordingError = WireError

extension WireError {
    /// Machinery broke meanwhile.
    init(_ error: any Error, in operation: String, hint: String) {
        self = .failed(operation: operation, message: ToldFailure(error).message, hint: hint)
    }

    init(_ rejection: Rejection) {
        switch rejection {
        case .refused(let refusal): self = .refused(refusal)
        case .notFound(let stream): self = .notFound(stream)
        }
    }
}
