import SutureJSON
import SutureReports

/// A report that shows a moment as a whole, and so can be compared with itself.
struct ComparableReport {
    let report: any Report.Type

    static let all = Reports.all.filter { !$0.isPaged }.map { ComparableReport(report: $0) }

    static func named(_ name: String) throws -> ComparableReport {
        guard let report = all.first(where: { $0.name == name }) else {
            let names = all.map(\.name).joined(separator: ", ")
            throw UsageError("there is no report \(name) that can be compared; there are \(names)")
        }
        return report
    }

    var name: String { report.name }
    var keys: [String: RowKey] { RowKey.all(in: report.members) }

    // MARK: What is asked

    private var required: [ReportParameter] { report.parameters.filter { !$0.isOptional } }
    private var optional: [ReportParameter] {
        report.parameters.filter { $0.isOptional && $0.name != ReportParameter.explainName }
    }

    /// - Parameters:
    ///   - arguments: what the report is about, in the order of the interface.
    ///   - only: what it is restricted to, as name=value.
    func parameters(_ arguments: [String], only: [String]) throws -> JSONObject {
        guard arguments.count == required.count else {
            let names = required.map(\.name).joined(separator: ", ")
            throw UsageError(
                required.isEmpty
                    ? "report \(name) takes no argument" : "report \(name) takes \(names)")
        }
        var parameters = JSONObject(zip(required, arguments).map { ($0.name, .string($1)) })
        for text in only {
            guard let sign = text.firstIndex(of: "=") else {
                throw UsageError("--only \(text): the form is name=value")
            }
            let name = String(text[..<sign])
            guard optional.contains(where: { $0.name == name }) else {
                let names = optional.map(\.name).joined(separator: ", ")
                throw UsageError(
                    "--only \(text): report \(self.name) cannot be restricted by \(name)"
                        + (names.isEmpty ? "" : "; it can by \(names)"))
            }
            parameters[name] = .string(String(text[text.index(after: sign)...]))
        }
        return parameters
    }

    // MARK: Amounts

    /// The report with an amount of money in place of each number that is one: it gives them in the minor
    /// unit of one currency that it names, and beside each other people are shown them as amounts.
    func withNamedAmounts(_ reply: JSONObject) -> JSONObject {
        guard let currency = reply["currency"]?.string else { return reply }
        return ComparableReport.named(reply, report.members, currency)
    }

    private static func named(
        _ object: JSONObject, _ members: [ReportMember], _ currency: String
    ) -> JSONObject {
        JSONObject(
            object.map { member in
                guard let content = members[member.key]?.content else { return (member.key, member.value) }
                return (member.key, named(member.value, content, currency))
            })
    }

    private static func named(_ value: JSONValue, _ content: ReportContent, _ currency: String) -> JSONValue {
        switch (content, value) {
        case (.amount, .integer): ["minorUnits": value, "currency": .string(currency)]
        case (.group(let type), .object(let object)): .object(named(object, type.members, currency))
        case (.rows, .array(let rows)):
            .array(
                rows.map { row in
                    row.object.map { .object(named($0, content.members ?? [], currency)) } ?? row
                })
        default: value
        }
    }
}
