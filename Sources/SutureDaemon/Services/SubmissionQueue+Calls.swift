import SutureDomain
import SutureInterface
import Varlink

extension SubmissionQueue {
    /// Takes what a call asks for, or answers it why it cannot be done.
    func offer(
        _ call: VarlinkCall, _ reply: VarlinkReply, _ answers: Answers, _ make: () throws -> Submission
    ) -> VarlinkAdmission {
        let submission: Submission
        do {
            submission = try make()
        } catch {
            reply.fail(answers.answer(to: call, failing: error, hint: WireError.nothingRecordedHint))
            return .accepted
        }
        return offer(submission) ? .accepted : .full
    }

    /// Waits for what becomes of it; `nil` if there is no room for it.
    func record(
        _ proposals: [Proposal], _ form: Submission.Form, isDryRun: Bool, by actor: EventMetadata.Actor
    ) async -> Result<[Receipt], WireError>? {
        await withCheckedContinuation { continuation in
            let submission = Submission(proposals: proposals, form: form, isDryRun: isDryRun, actor: actor) {
                continuation.resume(returning: $0)
            }
            if !offer(submission) { continuation.resume(returning: nil) }
        }
    }
}
