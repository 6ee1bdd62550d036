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
        default:
            VarlinkError(failure: ToldFailure(error), hint: hint, interface: interface)
        }
    }

    private init(failure: ToldFailure, hint: String, interface: String) {
        self.init(
            .failed(
                operation: failure.operation ?? "answer a call", message: failure.message,
                hint: failure.hint ?? hint), interface: interface)
    }
}
