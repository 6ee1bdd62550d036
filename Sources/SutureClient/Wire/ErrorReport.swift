import Foundation
import SutureDomain
import SutureInterface
import SutureJSON
import SutureOutput
import Varlink

/// An error as a person and as a script are told.
struct ErrorReport {
    let status: ProgramStatus
    /// Without the program's name; none where all was said already.
    fileprivate(set) var lines: [String]
    /// What came over the wire, if anything did.
    var wire: JSONObject?
}

extension ErrorReport {
    init(_ error: any Error) {
        switch error {
        case let error as VarlinkError: self.init(error)
        case let error as any ExplainedError:
            self.init(error.error)
            lines = error.lines
        case let error as Unreachable: self.init(status: .unreachable, lines: [error.message])
        case let error as BrokenImport: self.init(status: .failed, lines: [error.message])
        case let error as NotFound: self.init(status: .refused, lines: ["not found: \(error.message)"])
        case let error as UsageError: self.init(status: .usage, lines: error.messages)
        case let error as AlreadyReported: self.init(status: error.status, lines: [])
        case is VarlinkClientError:
            let line =
                "the connection to the daemon broke: \(error). What was to be recorded may have been: "
                + "repeated with the same --command-id it is recorded once"
            self.init(status: .failed, lines: [line])
        default: self.init(status: .failed, lines: ["\(error)"])
        }
    }

    init(_ error: VarlinkError) {
        self.init(
            status: error.kind?.status ?? .failed, lines: [ErrorReport.line(of: error)],
            wire: ["error": .string(error.name), "parameters": .object(error.parameters)])
    }

    private static func line(of error: VarlinkError) -> String {
        let parameters = error.parameters
        switch error.kind {
        case .invalidParameter:
            let parameter = parameters["parameter"]?.string ?? ""
            return "invalid parameter: \(parameter) is missing, unknown or not of its form"
        case .permissionDenied:
            return "not permitted: "
                + ForbiddenCall.remedy(after: "your account has not the role that this needs")
        case let kind?:
            let rule = parameters["rule"]?.string.map { " (\($0))" } ?? ""
            let field = parameters["field"]?.string.map { " \($0)" } ?? ""
            let wait = parameters["retryAfterMilliseconds"]?.int64.map { "Try again in \($0) ms." }
            let sentences = [parameters["message"]?.string, wait, parameters["hint"]?.string]
            return "\(kind.label)\(rule)\(field): \(Sentences.joined(sentences))"
        case nil:
            if let unknown = (parameters["method"] ?? parameters["interface"])?.string {
                return "failed: the daemon does not know \(unknown); is it of another version?"
            }
            let name = error.name.split(separator: ".").last ?? ""
            return "failed: \(name)" + (parameters["message"]?.string.map { ": \($0)" } ?? "")
        }
    }
}

/// An error of the wire of which more can be said than it says itself.
protocol ExplainedError: Error {
    /// What came over the wire.
    var error: VarlinkError { get }
    /// As a person is told.
    var lines: [String] { get }
}

/// What a person wrote is wrong: on the command line, or in a file that it names.
struct UsageError: Error, Equatable {
    /// Each thing that is wrong.
    let messages: [String]

    init(_ messages: [String]) { self.messages = messages }

    init(_ message: String) { messages = [message] }

    /// All of them in one sentence.
    var message: String { messages.joined(separator: "; ") }
}

/// Every single error was told where it happened; only the exit status is left to say.
struct AlreadyReported: Error {
    let status: ProgramStatus
}
