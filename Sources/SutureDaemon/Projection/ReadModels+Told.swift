import SutureDomain
import SutureInterface
import SutureReadModels

/// What is told of read models that do not follow the log.
extension ReadModels {
    /// What is said while there are none.
    static let waitForRoom = "the read models wait for room on the disk"

    /// What is said while they wait for something that may pass.
    static func wait(for failure: any Error) -> String {
        guard !ViewFailure.isDiskFull(failure) else { return waitForRoom }
        let told = ToldFailure(failure).message
        return "the read models wait until their file can be used: "
            + (told.hasSuffix(".") ? String(told.dropLast()) : told)
    }

    /// Why they do not follow the log, with what to do about it.
    static func cannotFollow(_ failure: any Error) -> String {
        let told = ToldFailure(failure)
        let text = "the read models could not follow the log: \(Sentences.joined([told.message, told.hint]))"
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}
