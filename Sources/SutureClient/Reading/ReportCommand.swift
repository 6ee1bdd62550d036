import ArgumentParser
import SutureJSON
import SutureOutput

/// A report that one call asks for: shown as text, as comma-separated values, or as it came.
protocol ReportCommand: DaemonCommand {
    /// What is called.
    static var method: String { get }

    var csv: Bool { get }
    /// Whether what was counted is listed, which comma-separated values have no room for.
    var explain: Bool { get }
    var moment: MomentOptions { get }
    /// Parameters of the call, beside those of the moment.
    var parameters: JSONObject { get throws }

    func text(of reply: JSONView, width: Int?) -> String
    func csv(of reply: JSONView) -> String
    /// What is to be known of the comma-separated values and does not stand in them.
    func warning(of reply: JSONView) -> String?
}

extension ReportCommand {
    var explain: Bool { false }

    func warning(of reply: JSONView) -> String? { nil }

    func validate() throws {
        if csv, connection.json { throw ValidationError("--csv and --json exclude each other.") }
        if csv, explain { throw ValidationError("--csv and --explain exclude each other.") }
    }

    func run() async throws {
        var parameters = try parameters
        if explain { parameters["explain"] = true }
        moment.add(to: &parameters)
        let reply = try await connection.withDaemon { [parameters] in
            try await $0.call(Self.method, parameters)
        }
        if connection.json { return try Output.standard.line(reply.rawText) }
        guard csv else { return try Output.standard.write(text(of: reply, width: Output.standard.width)) }
        try Output.standard.write(csv(of: reply))
        if let warning = warning(of: reply) { try Output.error.line("suture: \(warning)") }
    }
}
