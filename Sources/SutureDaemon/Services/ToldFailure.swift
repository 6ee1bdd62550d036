import SutureLog
import SutureReadModels
import SutureSystem

/// What a client is told when machinery broke: no statement, no name of a table, no value of a row and no path. The journal has those.
struct ToldFailure: Hashable {
    /// `nil` where the failure does not say what was being done.
    let operation: String?
    let message: String
    /// What can be done, where the failure knows it.
    let hint: String?

    init(_ error: any Error) {
        switch error {
        case let failure as LogFailure:
            self.init(operation: failure.operation, message: failure.told, hint: failure.hint)
        case _ where ViewFailure.isDiskFull(error):
            self.init(
                operation: nil, message: "There is no room on the disk for what this needs.",
                hint: "make room on the disk and ask again")
        case let failure as ViewFailure:
            self.init(operation: failure.operation, message: failure.told, hint: failure.hint)
        default: self.init(message: ViewFailure.words(for: error))
        }
    }

    private init(operation: String? = nil, message: String, hint: String? = nil) {
        self.operation = operation
        self.message = message
        self.hint = hint
    }
}
