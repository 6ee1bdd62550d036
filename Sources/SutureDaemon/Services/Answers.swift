import SutureInterface
import SutureLog
import SutureReadModels
import Varlink

/// What is answered to calls that are not done: every error of the daemon's methods goes to the wire through here, so that none is
/// denied without a trace.
struct Answers: Sendable {
    /// What to do about a question that could not be answered.
    private static let askAgainHint = "ask again, and look at the daemon's journal if it stays"

    let denials: Denials

    /// What to answer when a call could not be understood or carried out.
    /// - Parameter hint: what to do about a failure that has no hint of its own.
    func answer(
        to call: VarlinkCall, failing error: any Error, hint: String = Answers.askAgainHint
    ) -> VarlinkError {
        switch error {
        case let error as VarlinkError: return error
        case let error as WireError:
            if let right = error.neededRight { denials.note(call, needing: right) }
            return error.answer(of: call.interfaceName)
        default:
            let failure = ToldFailure(error)
            return WireError.failed(
                operation: failure.operation ?? "answer a call", message: failure.message,
                hint: failure.hint ?? hint
            ).answer(of: call.interfaceName)
        }
    }
}
