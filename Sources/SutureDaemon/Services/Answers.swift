import SutureInterface
import SutureLog
import SutureReadModels
import Synchronization
import Varlink

/// What is answered to calls that are not done: every error of the daemon's methods goes through here, so
/// that none is denied without a trace.
final class Answers: Sendable {
    /// What to do about a question that could not be answered.
    private static let askAgainHint = "ask again, and look at the daemon's journal if it stays"

    private let notices: AccountNotices
    private let denials = Atomic<Int64>(0)

    init(_ notices: AccountNotices) { self.notices = notices }

    /// How many calls were denied since the start, for want of a role.
    var denialCount: Int64 { denials.load(ordering: .relaxed) }

    /// What to answer when a call could not be understood or carried out.
    /// - Parameter hint: what to do about a failure that has no hint of its own.
    func answer(
        to call: VarlinkCall, failing error: any Error, hint: String = Answers.askAgainHint
    ) -> VarlinkError {
        switch error {
        case let error as VarlinkError: return error
        case let error as WireError:
            if let right = error.neededRight { noteDenial(of: call, needing: right) }
            return error.answer(of: call.interfaceName)
        default:
            let failure = ToldFailure(error)
            return WireError.failed(
                operation: failure.operation ?? "answer a call", message: failure.message,
                hint: failure.hint ?? hint
            ).answer(of: call.interfaceName)
        }
    }

    private func noteDenial(of call: VarlinkCall, needing right: Right) {
        denials.add(1, ordering: .relaxed)
        notices.warn(
            of: call.peer.userID, "a call was denied", ["method": "\(call.method)", "needs": "\(right)"])
    }
}
