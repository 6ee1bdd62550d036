import Foundation
import SutureDomain
import SutureJSON
import SutureOutput
import SutureVarlink

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
        let name = error.name.split(separator: ".").last.map(String.init) ?? error.name
        let (status, line) =
            error.name.hasPrefix("org.varlink.service.")
            ? ErrorReport.ofProtocol(name, error.parameters) : ErrorReport.ofSuture(name, error.parameters)
        self.init(
            status: status, line: line,
            wire: ["error": .string(error.name), "parameters": .object(error.parameters)])
    }

    /// The error of a call with what the call itself shows of it, where that is more.
    /// - Parameter fieldsPath: what is told before the name of a field.
    static func explained(
        _ error: any Error, method: String, parameters: [UInt8], fieldsPath: String = ""
    ) -> any Error {
        MisunderstoodCall(error, method: method, parameters: parameters, fieldsPath: fieldsPath)
            ?? ForbiddenCall(error, method: method, parameters: parameters) ?? error
    }

    private init(status: ProgramStatus, line: String, wire: JSONObject? = nil) {
        self.init(status: status, lines: [line], wire: wire)
    }

    private init(status: ProgramStatus, lines: [String], wire: JSONObject? = nil) {
        self.status = status
        self.lines = lines
        self.wire = wire
    }

    private static func ofSuture(_ name: String, _ parameters: JSONObject) -> (ProgramStatus, String) {
        let message = parameters["message"]?.string ?? ""
        switch name {
        case "Refused":
            let rule = parameters["rule"]?.string ?? "unknown"
            let field = parameters["field"]?.string.map { " \($0)" } ?? ""
            return (.refused, "refused (\(rule))\(field): \(message)")
        case "BatchRefused": return (.refused, "refused: \(message)")
        case "TooLarge": return (.refused, "too large: \(message)")
        case "NotFound": return (.refused, "not found: \(message)")
        case "Conflict": return (.refused, "conflict: \(message)")
        case "CommandReused": return (.refused, "command id reused: \(message)")
        case "Busy":
            let wait = parameters["retryAfterMilliseconds"]?.int64.map { "Try again in \($0) ms." }
            return (.failed, "busy: \(Sentences.joined([message, wait]))")
        case "ReadOnly": return (.failed, "read-only: \(message)")
        case "Failed":
            return (.failed, "failed: \(Sentences.joined([message, parameters["hint"]?.string]))")
        default: return (.failed, "failed: \(name): \(message)")
        }
    }

    private static func ofProtocol(_ name: String, _ parameters: JSONObject) -> (ProgramStatus, String) {
        switch name {
        case "InvalidParameter":
            let parameter = parameters["parameter"]?.string ?? ""
            return (.usage, "invalid parameter: \(parameter) is missing, unknown or not of its form")
        case "PermissionDenied":
            return (
                .notPermitted,
                "not permitted: your account has not the role that this needs; roles are granted under access: in the "
                    + "daemon's configuration"
            )
        case "InterfaceNotFound", "MethodNotFound", "MethodNotImplemented":
            let what = (parameters["method"] ?? parameters["interface"])?.string ?? ""
            return (.failed, "failed: the daemon does not know \(what); is it of another version?")
        default: return (.failed, "failed: \(name)")
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
