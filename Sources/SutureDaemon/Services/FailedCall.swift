import SutureLog
import SutureReadModels
import SutureVarlink

extension VarlinkError {
    /// What to do about a question that could not be answered.
    static let askAgainHint = "ask again, and look at the daemon's journal if it stays"

    /// What to answer when a call could not be understood or carried out.
    /// - Parameter hint: what to do about a failure that has no hint of its own.
    static func answer(to error: any Error, interface: String, hint: String) -> VarlinkError {
        switch error {
        case let error as VarlinkError: error
        case let error as RecordingError: VarlinkError(error, interface: interface)
        case let error as LogFailure:
            VarlinkError(
                .failed(
                    operation: error.operation, message: error.statementWithoutPlace, hint: error.hint),
                interface: interface)
        case _ where ViewFailure.isDiskFull(error):
            VarlinkError(
                .failed(
                    operation: "answer a call", message: "There is no room on the disk for what this needs.",
                    hint: "make room on the disk and ask again"),
                interface: interface)
        case let error as ViewFailure:
            VarlinkError(
                .failed(operation: error.operation, message: error.statement, hint: error.hint),
                interface: interface)
        default:
            VarlinkError(
                .failed(operation: "answer a call", message: "\(error)", hint: hint), interface: interface)
        }
    }
}
