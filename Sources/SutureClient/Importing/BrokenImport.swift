import SutureInterface
import SutureJSON
import Varlink

/// An import that machinery stopped. Its commands have ids of their own making: whatever became of them, it
/// is enough to import the sheet again.
struct BrokenImport: Error {
    let message: String

    /// - Returns: `nil` for an error that says already what can be done.
    init?(_ error: any Error) {
        switch error {
        case let error as VarlinkClientError: message = "the connection to the daemon broke: \(error)"
        case let error as VarlinkError:
            guard let hint = error.parameters["hint"]?.string, hint.contains(Repetition.advice) else {
                return nil
            }
            let told = ErrorReport(error).lines.joined(separator: " ")
            message = told.replacing(Repetition.advice, with: "import the sheet again")
        default: return nil
        }
    }
}
