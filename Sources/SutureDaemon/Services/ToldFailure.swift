import SutureLog
import SutureReadModels
import SutureSystem

/// What a client is told when machinery broke: no statement, table, value or path. The journal has those.
struct ToldFailure: Hashable {
    /// `nil` where the failure does not say what was being done.
    var operation: String?
    let message: String
    /// What can be done, where the failure knows it.
    var hint: String?
}

extension ToldFailure {
    init(_ error: any Error) {
        switch error {
        case let failure as LogFailure:
            self.init(operation: failure.operation, message: failure.told, hint: failure.hint)
        case _ where ViewFailure.isDiskFull(error):
            self.init(
                message: "There is no room on the disk for what this needs.",
                hint: "make room on the disk and ask again")
        case let failure as ViewFailure:
            self.init(operation: failure.operation, message: failure.told, hint: failure.hint)
        default: self.init(message: ViewFailure.words(for: error))
        }
    }
}
