import SutureDomain
import SutureJSON
import SutureReports
import SutureTestSupport
import Testing
import Varlink

/// What is there for one report is there for all of them, and what is not for none.
@Suite(.timeLimit(.minutes(20))) struct ReportExistenceTests {
    /// Every parameter of every report that names a record: the report, the parameter, and the kind.
    static let parameters: [(report: String, parameter: String, kind: String)] = Reports.all.flatMap {
        report in
        report.parameters.flatMap { parameter -> [(report: String, parameter: String, kind: String)] in
            switch parameter.content {
            case .id(let kind): [(report.name, parameter.name, kind.kind)]
            case .recordOf(let kinds): kinds.map { (report.name, parameter.name, $0) }
            default: []
            }
        }
    }

    @Test func `every report names a record by some parameter, or none`() {
        #expect(ReportExistenceTests.parameters.count >= 14)
    }

    @Test func `a record whose creation was voided is not found, by any parameter of any report`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await RecordedProgramme.record(with: client)
            for (name, parameter, kind) in ReportExistenceTests.parameters {
                let report = try #require(Reports.named(name))
                let record = try await ReportExistenceTests.voidedRecord(of: kind, client)
                var parameters = ReportExistenceTests.others[name] ?? [:]
                let isOfOneKind = report.parameters.contains { other in
                    if case .id = other.content { other.name == parameter } else { false }
                }
                parameters[parameter] = .string(isOfOneKind ? String(record.id) : record.text)
                let error = try await client.error(
                    of: "Reports.\(report.methodName)", .object(parameters))
                #expect(error?.name == "org.suture.Reports.NotFound", "\(name) \(parameter) \(record)")
                #expect(error?.parameters["record"] == .string(record.text), "\(name) \(parameter)")
                // Before it was voided it was there, for the same question.
                parameters["knownAt"] = .string("\(try await client.head() - 1)")
                try await client.ask("Reports.\(report.methodName)", .object(parameters))
            }
        }
    }

    /// What else has to be said for a report to be asked.
    private static let others: [String: JSONObject] = ["dossier": ["assessment": "A-2021", "unit": "IMR"]]

    /// A record of that kind to which nothing refers, created and voided: the last two events of the log.
    private static func voidedRecord(of kind: String, _ client: VarlinkClient) async throws -> StreamName {
        let head = try await client.head()
        let record = StreamName(kind: kind, id: "X-\(head)")
        let prefix = "\(CommandName.pascalCase(kind))."
        let creation = try #require(RecordedProgramme.steps.first { $0.method.hasPrefix(prefix) })
        var parameters = creation.parameters.object ?? [:]
        parameters["id"] = .string(String(record.id))
        try await client.ask(creation.method, .object(parameters))
        try await client.ask(
            "Log.Void", ["position": .integer(head + 1), "context": ["reason": "never was"]])
        return record
    }
}
