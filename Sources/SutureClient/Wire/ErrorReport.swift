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
    let lines: [String]
    /// What came over the wire, if anything did.
    let wire: JSONObject?

    init(_ error: any Error) {
        switch error {
        case let error as VarlinkError: self.init(error)
        case let error as MisunderstoodCall:
            let report = ErrorReport(error.error)
            self.init(
                status: report.status, lines: error.messages.map { "invalid parameter: \($0)" },
                wire: report.wire)
        case let error as Unreachable: self.init(status: .unreachable, line: error.message)
        case let error as BusyTooLong:
            self.init(
                status: .failed, line: "busy: \(error.message)", wire: ErrorReport(error.error).wire)
        case let error as BrokenImport: self.init(status: .failed, line: error.message)
        case let error as NotFound: self.init(status: .refused, line: "not found: \(error.message)")
        case let error as UsageError: self.init(status: .usage, lines: error.messages)
        case let error as AlreadyReported: self.init(status: error.status, lines: [])
        case let error as ForbiddenCall:
            self.init(
                status: .notPermitted, line: "not permitted: \(error.message)",
                wire: ErrorReport(error.error).wire)
        case let error as OutputFailed: self.init(status: .failed, line: "\(error)")
        case is VarlinkClientError:
            self.init(
                status: .failed,
                line: "the connection to the daemon broke: \(error). What was to be recorded may have been: "
                    + "repeated with the same --command-id it is recorded once")
        default: self.init(status: .failed, line: "\(error)")
        }
    }

    init(_ error: VarlinkError) {
        self.init(
            status: error.kind?.status ?? .failed, line: ErrorReport.line(of: error),
            wire: ["error": .string(error.name), "parameters": .object(error.parameters)])
    }

    private init(status: ProgramStatus, line: String, wire: JSONObject? = nil) {
        self.init(status: status, lines: [line], wire: wire)
    }

    private init(status: ProgramStatus, lines: [String], wire: JSONObject? = nil) {
        self.status = status
        self.lines = lines
        self.wire = wire
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

/// The command line, or a file that it names, is wrong.
struct UsageError: Error {
    /// Each thing that is wrong.
    let messages: [String]

    init(messages: [String]) { self.messages = messages }

    init(message: String) { messages = [message] }

    /// All of them in one sentence.
    var message: String { messages.joined(separator: "; ") }
}

/// Every single error was told where it happened; only the exit status is left to say.
struct AlreadyReported: Error {
    let status: ProgramStatus
}
